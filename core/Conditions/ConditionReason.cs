using Dispatch.Fields;

namespace Dispatch.Conditions;

/// <summary>One test on which an outcome rests, with the value it met: what a ticket keeps to say why.</summary>
/// <param name="Field">Field id.</param>
/// <param name="Op">Operator as in JSON.</param>
/// <param name="Wanted">The test's value as text; null for <c>empty</c> and <c>notEmpty</c>.</param>
/// <param name="Actual">The ticket's value as text; null when it had none.</param>
/// <param name="Matched">Whether the test matched; under <c>none</c> the outcome rests on tests that did not.</param>
public sealed record ConditionReason(string Field, string Op, string? Wanted, string? Actual, bool Matched);

/// <summary>Picks the tests that an outcome rests on.</summary>
internal static class ConditionReasons
{
    // Kept in every ticket's snapshot, so bounded: the first tests say enough.
    private const int MaxReasons = 12;
    private const int MaxTextLength = 80;

    public static IReadOnlyList<ConditionReason> Of(ConditionDelegate root, IFieldSource source) => [.. Why(root, source).Take(MaxReasons)];

    private static IEnumerable<ConditionReason> Why(ConditionDelegate part, IFieldSource source) => part.Node switch
    {
        AllOf => Decisive(part.Parts, source, decidedBy: false),
        AnyOf or NoneOf => Decisive(part.Parts, source, decidedBy: true),
        ConditionTest test => [Reason(test, source, part.Matches(source))],
        _ => throw new NotSupportedException($"{part.Node.GetType().Name} has no reasons."),
    };

    // One part with the deciding result settles the group; without any, all parts together do.
    private static IEnumerable<ConditionReason> Decisive(IReadOnlyList<ConditionDelegate> parts, IFieldSource source, bool decidedBy)
    {
        var deciding = parts.Where(part => part.Matches(source) == decidedBy).ToList();
        return (deciding.Count > 0 ? deciding : parts).SelectMany(part => Why(part, source));
    }

    private static ConditionReason Reason(ConditionTest test, IFieldSource source, bool matched)
    {
        var actual = source.Get(test.Field.Id);
        return new(
            test.Field.Id,
            test.Operator.JsonName(),
            test.Values.Count > 0 ? Short(string.Join(", ", test.Values)) : null,
            actual.Fits(test.Field.Type) ? Short(actual.ToString()) : null,
            matched);
    }

    private static string Short(string text) => text.Length <= MaxTextLength
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxTextLength - 2]) ? MaxTextLength - 2 : MaxTextLength - 1), "…");
}
