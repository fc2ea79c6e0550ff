using System.Collections.Frozen;
using Dispatch.Fields;
using static Dispatch.Conditions.ConditionOperator;

namespace Dispatch.Conditions;

/// <summary>A node of the tree with its delegate, made once, so that deciding neither parses nor looks anything up but values.</summary>
internal sealed class ConditionDelegate
{
    private ConditionDelegate(ConditionNode node, IReadOnlyList<ConditionDelegate> parts, Func<IFieldSource, bool> matches) =>
        (Node, Parts, Matches) = (node, parts, matches);

    public ConditionNode Node { get; }

    public IReadOnlyList<ConditionDelegate> Parts { get; }

    public Func<IFieldSource, bool> Matches { get; }

    public static ConditionDelegate Of(ConditionNode node) => node switch
    {
        AllOf all => Group(node, all.Parts, All),
        AnyOf any => Group(node, any.Parts, Any),
        NoneOf none => Group(node, none.Parts, None),
        ConditionTest test => new(node, [], Test(test.WithOrderAsList())),
        _ => throw new NotSupportedException($"{node.GetType().Name} cannot be compiled."),
    };

    private static ConditionDelegate Group(
        ConditionNode node, IReadOnlyList<ConditionNode> nodes, Func<Func<IFieldSource, bool>[], Func<IFieldSource, bool>> combine)
    {
        ConditionDelegate[] parts = [.. nodes.Select(Of)];
        return new(node, parts, combine([.. parts.Select(part => part.Matches)]));
    }

    private static Func<IFieldSource, bool> All(Func<IFieldSource, bool>[] parts) => source =>
    {
        foreach (var part in parts)
            if (!part(source))
                return false;
        return true;
    };

    private static Func<IFieldSource, bool> Any(Func<IFieldSource, bool>[] parts) => source =>
    {
        foreach (var part in parts)
            if (part(source))
                return true;
        return false;
    };

    private static Func<IFieldSource, bool> None(Func<IFieldSource, bool>[] parts)
    {
        var any = Any(parts);
        return source => !any(source);
    }

    private static Func<IFieldSource, bool> Test(ConditionTest test)
    {
        var (id, type) = (test.Field.Id, test.Field.Type);
        return test.Operator switch
        {
            Empty => source => !HasContent(source.Get(id), type),
            NotEmpty => source => HasContent(source.Get(id), type),
            _ => type switch
            {
                FieldType.Text or FieldType.Choice => OfText(id, test),
                FieldType.Number => OfNumber(id, test),
                FieldType.TextSet => OfSet(id, test.Values[0].ToString()),
                _ => OfWhole(id, FieldValue.KindOf(type), test),
            },
        };
    }

    private static bool HasContent(FieldValue value, FieldType type) => value.Fits(type) && !(value.TryText(out var text) && text.Length is 0);

    private static Func<IFieldSource, bool> OfText(string id, ConditionTest test)
    {
        var set = test.Values.Select(value => value.ToString()).ToFrozenSet(StringComparer.Ordinal);
        var wanted = test.Values.Count > 0 ? test.Values[0].ToString() : "";
        return test.Operator switch
        {
            Eq or In => source => source.Get(id).TryText(out var text) && set.Contains(text),
            Ne or NotIn => source => source.Get(id).TryText(out var text) && !set.Contains(text),
            Lt => source => source.Get(id).TryText(out var text) && OrdinalText.Compare(text, wanted) < 0,
            Le => source => source.Get(id).TryText(out var text) && OrdinalText.Compare(text, wanted) <= 0,
            Gt => source => source.Get(id).TryText(out var text) && OrdinalText.Compare(text, wanted) > 0,
            Ge => source => source.Get(id).TryText(out var text) && OrdinalText.Compare(text, wanted) >= 0,
            Contains => source => source.Get(id).TryText(out var text) && text.Contains(wanted, StringComparison.Ordinal),
            StartsWith => source => source.Get(id).TryText(out var text) && text.StartsWith(wanted, StringComparison.Ordinal),
            _ => throw new NotSupportedException($"{test.Operator} is not for texts."),
        };
    }

    private static Func<IFieldSource, bool> OfWhole(string id, FieldValueKind kind, ConditionTest test)
    {
        var set = test.Values.Select(value => value.TryWhole(kind, out var whole) ? whole : 0).ToFrozenSet();
        test.Values[0].TryWhole(kind, out var wanted);
        return test.Operator switch
        {
            Eq or In => source => source.Get(id).TryWhole(kind, out var whole) && set.Contains(whole),
            Ne or NotIn => source => source.Get(id).TryWhole(kind, out var whole) && !set.Contains(whole),
            Lt => source => source.Get(id).TryWhole(kind, out var whole) && whole < wanted,
            Le => source => source.Get(id).TryWhole(kind, out var whole) && whole <= wanted,
            Gt => source => source.Get(id).TryWhole(kind, out var whole) && whole > wanted,
            Ge => source => source.Get(id).TryWhole(kind, out var whole) && whole >= wanted,
            _ => throw new NotSupportedException($"{test.Operator} is not for whole numbers."),
        };
    }

    private static Func<IFieldSource, bool> OfNumber(string id, ConditionTest test)
    {
        var set = test.Values.Select(value => value.TryNumber(out var number) ? number : 0).ToFrozenSet();
        test.Values[0].TryNumber(out var wanted);
        return test.Operator switch
        {
            Eq or In => source => source.Get(id).TryNumber(out var number) && set.Contains(number),
            Ne or NotIn => source => source.Get(id).TryNumber(out var number) && !set.Contains(number),
            Lt => source => source.Get(id).TryNumber(out var number) && number < wanted,
            Le => source => source.Get(id).TryNumber(out var number) && number <= wanted,
            Gt => source => source.Get(id).TryNumber(out var number) && number > wanted,
            Ge => source => source.Get(id).TryNumber(out var number) && number >= wanted,
            _ => throw new NotSupportedException($"{test.Operator} is not for numbers."),
        };
    }

    private static Func<IFieldSource, bool> OfSet(string id, string wanted) =>
        source => source.Get(id).TryTexts(out var texts) && texts.Contains(wanted, StringComparer.Ordinal);
}
