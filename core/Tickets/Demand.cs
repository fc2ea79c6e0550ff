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

    /// <summary>When the visit may start; null when nobody said.</summary>
    /// <remarks>
    /// What was agreed on in the course of the flow comes before what the ticket came in with, and both before the flow's own bound.
    /// A time that has passed no longer counts: a second visit is not bound to the first one's hour.
    /// </remarks>
    public static Window? WindowOf(VisitWindow? step, Window? customer, IFieldSource fields, DateTimeOffset now)
    {
        var (earliest, latest) = (InstantOf(step?.EarliestField), InstantOf(step?.LatestField));
        if (latest > now && !(earliest >= latest))
            return new(Later(earliest), latest.Value);
        if (customer?.Until > now)
            return new(Later(customer.From), customer.Until);
        return step?.WithinHours is { } hours ? new(Later(earliest), Later(earliest).AddHours(hours)) : null;

        DateTimeOffset Later(DateTimeOffset? instant) => instant > now ? instant.Value : now;

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
