namespace Dispatch.Planning;

/// <summary>Who makes which visits when, what that costs, and what is left out and why.</summary>
/// <param name="Routes">One per engineer who has any visit, in the problem's order.</param>
/// <param name="Unserved">In the problem's order.</param>
public sealed record Plan(IReadOnlyList<PlanRoute> Routes, IReadOnlyList<UnservedJob> Unserved, PlanCosts Costs);

/// <summary>An engineer's way through his shift.</summary>
/// <param name="Departure">When he sets out; as late as his first visit allows.</param>
/// <param name="End">When he is done, at his end place if he has one.</param>
public sealed record PlanRoute(string Engineer, DateTimeOffset Departure, DateTimeOffset End, IReadOnlyList<PlanVisit> Visits)
{
    /// <summary>Travel, in seconds.</summary>
    public double TravelSeconds { get; init; }
}

/// <summary>A visit, or a call at the depot.</summary>
/// <param name="Job">The job; null for a call at the depot.</param>
/// <param name="Arrival">When the way there ends; before the start there is waiting.</param>
/// <param name="TravelSeconds">The way there.</param>
public sealed record PlanVisit(string? Job, DateTimeOffset Arrival, DateTimeOffset Start, DateTimeOffset End, double TravelSeconds)
{
    /// <summary>Whether he comes with a crew of which another is the lead.</summary>
    public bool Helps { get; init; }

    /// <summary>How much later the visit could begin with the rest of the route still possible, in seconds.</summary>
    public double SlackSeconds { get; init; }
}

/// <summary>A job that nobody got.</summary>
/// <param name="Reason">What stands in the way; of several things that of most engineers.</param>
/// <param name="Engineers">Each engineer's own reason, in the problem's order.</param>
public sealed record UnservedJob(string Job, RejectionCode Reason, IReadOnlyList<EngineerReason> Engineers);

/// <summary>Why an engineer does not get a job.</summary>
public sealed record EngineerReason(string Engineer, RejectionCode Reason);
