using System.Collections.Immutable;
using Dispatch.Fields;

namespace Dispatch.Sla;

/// <summary>How the ticket stands after a fact: what its clocks go by.</summary>
/// <param name="Priority">Its priority.</param>
/// <param name="HeldFor">Code of the reason for which it is on hold; null when it is not.</param>
public sealed record SlaSituation(Priority Priority, string? HeldFor = null)
{
    /// <summary>Where it stands.</summary>
    public StatusCategory Status { get; init; } = StatusCategory.Open;

    /// <summary>Ids of the flow's steps that are open.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>Teams that have an open step of it.</summary>
    public ImmutableArray<string> Teams { get; init; } = [];

    /// <summary>When it came in; null where a clock can only start now.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Whether the customer has had a first answer.</summary>
    public bool Responded { get; init; }

    /// <summary>IANA zones by whose they are; those not known are missing.</summary>
    public ImmutableSortedDictionary<ZoneOf, string> TimeZones { get; init; } = ImmutableSortedDictionary<ZoneOf, string>.Empty;

    /// <summary>Its fields, for the conditions of policies and escalation levels.</summary>
    public IFieldSource Fields { get; init; } = FieldValues.Empty;

    /// <summary>The zone whose wall clock counts; null for a calendar's own.</summary>
    public string? TimeZoneOf(ZoneOf whose) => TimeZones.GetValueOrDefault(whose);
}
