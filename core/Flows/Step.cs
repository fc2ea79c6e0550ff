using System.Text.Json.Serialization;
using Dispatch.Conditions;

namespace Dispatch.Flows;

/// <summary>What a step is: who or what makes it end.</summary>
public enum StepKind
{
    /// <summary>A member of a team completes it.</summary>
    Team,

    /// <summary>An engineer completes it on site.</summary>
    Visit,

    /// <summary>Time, the customer or a named event completes it.</summary>
    Wait,

    /// <summary>Picks the first branch whose condition holds, at once.</summary>
    Decision,

    /// <summary>Starts several branches side by side, at once.</summary>
    Parallel,

    /// <summary>Goes on when every branch of its parallel step has arrived.</summary>
    Join,

    /// <summary>Ends the flow.</summary>
    End,
}

/// <summary>One step of a flow as a business person writes it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TeamStep), "team")]
[JsonDerivedType(typeof(VisitStep), "visit")]
[JsonDerivedType(typeof(WaitStep), "wait")]
[JsonDerivedType(typeof(DecisionStep), "decision")]
[JsonDerivedType(typeof(ParallelStep), "parallel")]
[JsonDerivedType(typeof(JoinStep), "join")]
[JsonDerivedType(typeof(EndStep), "end")]
public abstract record Step
{
    /// <summary>Slug, unique within the flow.</summary>
    public required string Id { get; init; }

    /// <summary>What people see.</summary>
    public required LocalText Name { get; init; }

    /// <summary>What the step is.</summary>
    [JsonIgnore]
    public abstract StepKind Kind { get; }

    /// <summary>Every way out, in the order written.</summary>
    public abstract IEnumerable<Exit> Exits();
}

/// <summary>A way out of a step.</summary>
/// <param name="Target">Id of the step it leads to.</param>
/// <param name="Path">JSON path of the member that names the target, relative to the step: <c>.outcomes[1].next</c>.</param>
public readonly record struct Exit(string Target, string Path);

/// <summary>A step that stays open until something happens: work or a wait.</summary>
public abstract record OpenableStep : Step
{
    /// <summary>How long the step may stay open; null means without limit.</summary>
    public TimeLimit? Limit { get; init; }

    /// <summary>Where to go when the limit passes; null leaves the step open, overdue.</summary>
    public string? OnLimit { get; init; }
}

/// <summary>A step that people do. It ends with one of its outcomes, or with <see cref="Done"/> when it declares none.</summary>
public abstract record WorkStep : OpenableStep
{
    /// <summary>The outcome of a step that declares none.</summary>
    public const string Done = "done";

    /// <summary>The outcome of a step whose limit passed, where <see cref="OpenableStep.OnLimit"/> leads on.</summary>
    public const string LimitPassed = "limit-passed";

    /// <summary>Skills that whoever does it needs, in addition to the ticket's.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    /// <summary>Fields to fill on completion.</summary>
    public IReadOnlyList<FormField> Form { get; init; } = [];

    /// <summary>Ways to complete it that lead to different steps; empty when there is only <see cref="Next"/>.</summary>
    public IReadOnlyList<StepOutcome> Outcomes { get; init; } = [];

    /// <summary>The step after it; null when outcomes lead on.</summary>
    public string? Next { get; init; }

    /// <summary>Every way a person may complete it.</summary>
    public IEnumerable<string> OutcomeIds() => Outcomes.Count > 0 ? Outcomes.Select(outcome => outcome.Id) : [Done];

    /// <inheritdoc />
    public override IEnumerable<Exit> Exits()
    {
        if (Next is not null)
            yield return new(Next, ".next");
        foreach (var (index, outcome) in Outcomes.Index())
            yield return new(outcome.Next, $".outcomes[{index}].next");
        if (OnLimit is not null)
            yield return new(OnLimit, ".onLimit");
    }
}

/// <summary>A field of the form that completes a step.</summary>
/// <param name="Field">Id in the field catalogue.</param>
/// <param name="Required">Whether the step can be completed without it.</param>
public sealed record FormField(string Field, bool Required = false);

/// <summary>One way to complete a step.</summary>
/// <param name="Id">Slug, unique within the step, such as <c>approve</c>.</param>
/// <param name="Name">What people see on the button.</param>
/// <param name="Next">The step it leads to.</param>
public sealed record StepOutcome(string Id, LocalText Name, string Next);

/// <summary>A step done by a team.</summary>
public sealed record TeamStep : WorkStep
{
    /// <summary>The team that routing chose for the ticket.</summary>
    public const string Routed = "routed";

    /// <summary>Id of the team, or <see cref="Routed"/>.</summary>
    public string Team { get; init; } = Routed;

    /// <inheritdoc />
    [JsonIgnore]
    public override StepKind Kind => StepKind.Team;
}

/// <summary>A step done on site by an engineer: becomes a work order.</summary>
public sealed record VisitStep : WorkStep
{
    /// <summary>Working time on site, minutes, without travel.</summary>
    public required int Minutes { get; init; }

    /// <summary>When the visit may start; null means any time.</summary>
    public VisitWindow? Window { get; init; }

    /// <summary>Parts that every such visit needs.</summary>
    public IReadOnlyList<PartNeed> Parts { get; init; } = [];

    /// <summary>Field whose value lists further part ids, one of each; null when there is none.</summary>
    public string? PartsField { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override StepKind Kind => StepKind.Visit;
}

/// <summary>When a visit may start.</summary>
/// <param name="WithinHours">At most this many hours after the step opened; null means no bound.</param>
/// <param name="EarliestField">Field with the instant before which the customer is not there; null when not asked.</param>
/// <param name="LatestField">Field with the instant after which the customer is not there; null when not asked.</param>
public sealed record VisitWindow(int? WithinHours = null, string? EarliestField = null, string? LatestField = null);

/// <summary>A step that waits. It is completed by what it waits for; its limit is the timeout.</summary>
public sealed record WaitStep : OpenableStep
{
    /// <summary>What it waits for.</summary>
    public required WaitFor For { get; init; }

    /// <summary>The step after it.</summary>
    public required string Next { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override StepKind Kind => StepKind.Wait;

    /// <inheritdoc />
    public override IEnumerable<Exit> Exits()
    {
        yield return new(Next, ".next");
        if (OnLimit is not null)
            yield return new(OnLimit, ".onLimit");
    }
}

/// <summary>Picks the first branch whose condition holds.</summary>
public sealed record DecisionStep : Step
{
    /// <summary>Branches, tried in order.</summary>
    public IReadOnlyList<DecisionBranch> Branches { get; init; } = [];

    /// <summary>Where to go when no branch holds; needed, null only in a draft.</summary>
    public string? Otherwise { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override StepKind Kind => StepKind.Decision;

    /// <inheritdoc />
    public override IEnumerable<Exit> Exits()
    {
        foreach (var (index, branch) in Branches.Index())
            yield return new(branch.Next, $".branches[{index}].next");
        if (Otherwise is not null)
            yield return new(Otherwise, ".otherwise");
    }
}

/// <summary>A branch of a decision.</summary>
public sealed record DecisionBranch(Condition When, string Next);

/// <summary>Starts branches side by side that meet again at a join.</summary>
public sealed record ParallelStep : Step
{
    /// <summary>The first step of each branch.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>The join at which all branches meet.</summary>
    public required string Join { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override StepKind Kind => StepKind.Parallel;

    /// <inheritdoc />
    public override IEnumerable<Exit> Exits() => Branches.Select((target, index) => new Exit(target, $".branches[{index}]"));
}

/// <summary>Waits until every branch of its parallel step has arrived.</summary>
public sealed record JoinStep : Step
{
    /// <summary>The step after it.</summary>
    public required string Next { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override StepKind Kind => StepKind.Join;

    /// <inheritdoc />
    public override IEnumerable<Exit> Exits() => [new(Next, ".next")];
}

/// <summary>Ends the flow.</summary>
public sealed record EndStep : Step
{
    /// <summary>Slug that says how the ticket was resolved, such as <c>refunded</c>.</summary>
    public required string Resolution { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override StepKind Kind => StepKind.End;

    /// <inheritdoc />
    public override IEnumerable<Exit> Exits() => [];
}
