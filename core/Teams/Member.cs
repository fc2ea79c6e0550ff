using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Dispatch.Teams;

/// <summary>One step instance of one ticket.</summary>
public sealed record StepRef(string Ticket, string Step) : IComparable<StepRef>
{
    /// <inheritdoc />
    public int CompareTo(StepRef? other) => other is null ? 1
        : string.CompareOrdinal(Ticket, other.Ticket) is var byTicket && byTicket != 0 ? byTicket
        : string.CompareOrdinal(Step, other.Step);

    /// <summary><c>ticket:step</c>.</summary>
    public override string ToString() => $"{Ticket}:{Step}";
}

/// <summary>A person on a team, with the steps in hand.</summary>
public sealed record Member(string Person)
{
    /// <summary>What colleagues call the person.</summary>
    public LocalText? Name { get; init; }

    /// <summary>Skills with levels.</summary>
    public ImmutableArray<Skill> Skills { get; init; } = [];

    /// <summary>Most steps the person may hold at once.</summary>
    public int Capacity { get; init; } = 1;

    /// <summary>Person above, whom escalations go to next; null when nobody is named.</summary>
    public string? Manager { get; init; }

    /// <summary>Member of the same team who takes over what comes to this person while away; null when nobody does.</summary>
    public string? StandIn { get; init; }

    /// <summary>At work now: nobody absent is given anything.</summary>
    public bool Present { get; init; }

    /// <summary>Steps that the tickets have confirmed to be with this person.</summary>
    [JsonConverter(typeof(StepRefsJsonConverter))]
    public ImmutableArray<StepRef> Held { get; init; } = [];

    /// <summary>Steps given to this person that their tickets have not acknowledged yet.</summary>
    [JsonConverter(typeof(StepRefsJsonConverter))]
    public ImmutableArray<StepRef> Offered { get; init; } = [];

    /// <summary>Steps in hand.</summary>
    [JsonIgnore]
    public int Load => Held.Length + Offered.Length;

    /// <summary>Present with capacity left.</summary>
    [JsonIgnore]
    public bool Free => Present && Load < Capacity;

    /// <summary>Whether the person has every skill at the level asked.</summary>
    public bool Masters(ImmutableArray<Skill> needed) =>
        needed.All(need => Skills.Any(skill => skill.Id == need.Id && skill.Level >= need.Level));

    /// <summary>Whether the step is with this person.</summary>
    public bool Holds(StepRef step) => Held.Contains(step) || Offered.Contains(step);

    internal Member Take(StepRef step) => Holds(step) ? this : this with { Offered = Offered.Add(step) };

    internal Member Acknowledge(StepRef step) =>
        Offered.Contains(step) ? this with { Offered = Offered.Remove(step), Held = Held.Add(step) } : this;

    internal Member Release(StepRef step) => this with { Offered = Offered.Remove(step), Held = Held.Remove(step) };
}
