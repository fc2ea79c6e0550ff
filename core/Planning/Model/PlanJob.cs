namespace Dispatch.Planning;

/// <summary>A visit to be made.</summary>
/// <param name="Id">Unique in the problem.</param>
/// <param name="At">Where.</param>
/// <param name="Duration">Work on site.</param>
public sealed record PlanJob(string Id, Spot At, TimeSpan Duration)
{
    /// <summary>The visit has to begin inside one of them; empty means at any time.</summary>
    public IReadOnlyList<Window> Windows { get; init; } = [];

    /// <summary>Work on site of engineers of whom it is known to differ; in a crew each works as long as he does.</summary>
    public IReadOnlyList<OwnDuration> Durations { get; init; } = [];

    /// <summary>Skills at the level needed, all of them.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    /// <summary>Tools that have to be there.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Parts that are used up.</summary>
    public IReadOnlyList<PartNeed> Parts { get; init; } = [];

    /// <summary>What it takes of the van's capacity.</summary>
    public int Load { get; init; }

    /// <summary>Zone of the place; null means that every engineer may serve it.</summary>
    public string? Zone { get; init; }

    /// <summary>Whose visit it is.</summary>
    public string? Customer { get; init; }

    /// <summary>How urgent it is: what leaving it out costs.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>What leaving it out costs, in minor units, instead of what its priority says; with it the job is optional.</summary>
    public long? Price { get; init; }

    /// <summary>Ending later than this costs money.</summary>
    public JobDeadline? Deadline { get; init; }

    /// <summary>Who should come if it costs no more than <see cref="PlanPrices.NotPreferred"/>.</summary>
    public string? Preferred { get; init; }

    /// <summary>What is fixed; null means nothing.</summary>
    public JobPin? Pin { get; init; }

    /// <summary>What was promised before; to change it costs.</summary>
    public JobPromise? Promised { get; init; }

    /// <summary>Different engineers who begin at the same instant: all of them or nobody. Each has the skills and may serve zone and customer; one, the lead, brings tools, parts and load, and is whom pin, promise and preference name.</summary>
    public int Crew { get; init; } = 1;

    /// <summary>Jobs that have ended before this one begins, whoever does them; with one of them left out it is left out as well.</summary>
    public IReadOnlyList<string> After { get; init; } = [];
}

/// <summary>How long one engineer works on a job.</summary>
public sealed record OwnDuration(string Engineer, TimeSpan Duration);

/// <summary>A promise of an SLA: when work should have ended, and what being late costs. Of a crew the lead's end counts.</summary>
/// <param name="PenaltyPerHour">Minor units for each hour late, counted continuously.</param>
public sealed record JobDeadline(DateTimeOffset At, long PenaltyPerHour);

/// <summary>What no plan may move: who goes, and when if a start is given. A pinned job is never left out while there is any way to keep it.</summary>
/// <param name="Start">When the visit begins; null leaves the time open. Work that has begun is pinned with its start.</param>
public sealed record JobPin(string Engineer, DateTimeOffset? Start = null);

/// <summary>What was promised to customer and engineer.</summary>
public sealed record JobPromise(string Engineer, DateTimeOffset Start);
