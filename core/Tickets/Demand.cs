using System.Collections.Immutable;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Planning;

namespace Dispatch.Tickets;

/// <summary>What a step asks for, from the flow, the routing and the ticket together.</summary>
internal static class Demand
{
    /// <summary>Skills of both, each at the higher level.</summary>
    public static ImmutableArray<Skill> Of(IEnumerable<Skill> routed, IEnumerable<Skill> step) =>
        [.. routed.Concat(step).GroupBy(skill => skill.Id, StringComparer.Ordinal)
            .Select(group => new Skill(group.Key, group.Max(skill => skill.Level)))
            .OrderBy(skill => skill.Id, StringComparer.Ordinal)];

    /// <summary>When the visit may start: inside the customer's window and the flow's; null when neither sets one.</summary>
    /// <remarks>Where both contradict each other, the customer's word stands: nobody is home otherwise.</remarks>
    public static Window? WindowOf(VisitWindow? step, Window? customer, IFieldSource fields, DateTimeOffset now)
    {
        if (customer is not null)
            return customer;
        if (step is null)
            return null;
        var from = InstantOf(step.EarliestField) is { } earliest && earliest > now ? earliest : now;
        var until = InstantOf(step.LatestField) ?? (step.WithinHours is { } hours ? now.AddHours(hours) : null);
        return until is { } end && end > from ? new(from, end) : null;

        DateTimeOffset? InstantOf(string? field) =>
            field is not null && fields.Get(field).TryWhole(FieldValueKind.Instant, out var milliseconds)
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null;
    }

    /// <summary>Parts of the flow, of the field that lists some, and of the ticket, added up by part.</summary>
    public static ImmutableArray<PartNeed> PartsOf(VisitStep step, IEnumerable<PartNeed> ticket, IFieldSource fields)
    {
        IReadOnlyList<string> listed = step.PartsField is { } field && fields.Get(field).TryTexts(out var texts) ? texts : [];
        return [.. step.Parts.Concat(ticket).Concat(listed.Select(part => new PartNeed(part, 1)))
            .GroupBy(need => need.Part, StringComparer.Ordinal)
            .Select(group => new PartNeed(group.Key, group.Sum(need => need.Quantity)))
            .OrderBy(need => need.Part, StringComparer.Ordinal)];
    }
}
