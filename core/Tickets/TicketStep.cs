using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Flows;

namespace Dispatch.Tickets;

/// <summary>Where a step of a ticket stands.</summary>
public enum StepState
{
    /// <summary>In a team's queue, or waiting for an engineer, a time or an answer.</summary>
    Waiting,

    /// <summary>With a person.</summary>
    Active,

    /// <summary>Finished.</summary>
    Done,

    /// <summary>No longer needed.</summary>
    Cancelled,
}

/// <summary>One step of the flow that was opened for this ticket.</summary>
/// <param name="Instance">Id within the ticket: <c>s1</c>, <c>s2</c> …</param>
/// <param name="Step">Step of the flow.</param>
public sealed record TicketStep(string Instance, string Step, StepKind Kind, [property: JsonConverter(typeof(CompactInstantJsonConverter))] DateTimeOffset OpenedAt)
{
    /// <summary>What <see cref="Step"/> says of a task besides the flow.</summary>
    public const string Task = "task";

    /// <summary>What is to be done, of a task besides the flow; null for a step of the flow, which has its own name.</summary>
    public LocalText? Name { get; init; }

    /// <summary>Whether it is a task besides the flow.</summary>
    [JsonIgnore]
    public bool IsTask => Name is not null;

    /// <summary>Where it stands.</summary>
    public StepState State { get; init; }

    /// <summary>Team whose step it is; null for visits and waits.</summary>
    public string? Team { get; init; }

    /// <summary>Person who works on it, or null.</summary>
    public string? Assignee { get; init; }

    /// <summary>Version of the team when it gave the step to the assignee or agreed; null while nobody has it, or where that is not known.</summary>
    public long? TeamVersion { get; init; }

    /// <summary>Skills it asks for.</summary>
    public ImmutableArray<Skill> Skills { get; init; } = [];

    /// <summary>Since when it has been in the present team's queue or hands.</summary>
    [JsonConverter(typeof(CompactInstantJsonConverter))]
    public DateTimeOffset Since { get; init; } = OpenedAt;

    /// <summary>When its limit passes; null without one, and while a hold keeps it off.</summary>
    [JsonConverter(typeof(CompactInstantJsonConverter))]
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What is left of its limit while a hold keeps it off, in the time that the limit counts; null otherwise.</summary>
    public TimeSpan? LimitLeft { get; init; }

    /// <summary>Whether its limit has passed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Overdue { get; init; }

    /// <summary>When it was finished or cancelled, or null.</summary>
    [JsonConverter(typeof(CompactInstantJsonConverter))]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The outcome chosen, or null.</summary>
    public string? Outcome { get; init; }

    /// <summary>Teams that must still hear that the step is no longer theirs.</summary>
    public ImmutableArray<FormerTeam> ReleasedFrom { get; init; } = [];

    /// <summary>Whether it still needs somebody or something.</summary>
    [JsonIgnore]
    public bool IsOpen => State is StepState.Waiting or StepState.Active;

    /// <summary>Whether it lies in its team's queue.</summary>
    [JsonIgnore]
    public bool Waits => State is StepState.Waiting && Kind is StepKind.Team && Team is not null;

    /// <summary>A person has it. What the team was to release before, it has: it gave the step anew.</summary>
    internal TicketStep Give(StepAssigned e) => this with
    {
        State = StepState.Active, Assignee = e.Person, Team = e.Team, TeamVersion = e.TeamVersion, Since = e.At, ReleasedFrom = ReleasedFrom.RemoveAll(former => former.Team == e.Team),
    };

    /// <summary>Another team's queue has it; the team that had it is to hear of it.</summary>
    internal TicketStep Move(StepTransferred e) => this with
    {
        State = StepState.Waiting, Assignee = null, Team = e.To, TeamVersion = null, Since = e.At, ReleasedFrom = ReleasedFrom.Add(new(e.From, e.At)),
    };

    /// <summary>The step finished or no longer needed; the team that had it is to hear of it.</summary>
    internal TicketStep Close(StepState state, string? outcome, DateTimeOffset at) => this with
    {
        State = state, Outcome = outcome, ClosedAt = at, Skills = [], LimitLeft = null, ReleasedFrom = Team is null ? ReleasedFrom : ReleasedFrom.Add(new(Team, at)),
    };
}

/// <summary>A team that a step left.</summary>
/// <param name="Until">When; tells one stay with the team from another.</param>
public sealed record FormerTeam(string Team, DateTimeOffset Until);
