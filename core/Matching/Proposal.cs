using Dispatch.Engineers;
using Dispatch.Planning;

namespace Dispatch.Matching;

/// <summary>What is known of an engineer when a job is matched: who he is, when he is away, what he already promised.</summary>
/// <param name="Days">Days that hold visits, in any order; a day that is missing is empty.</param>
public sealed record EngineerPlan(Engineer Engineer, IReadOnlyList<EngineerDay> Days);

/// <summary>Somebody who can do a job, when, and at what cost.</summary>
/// <param name="Date">The engineer's day that would hold the visit.</param>
/// <param name="Stop">Where and when; the promise to ask his day for.</param>
/// <param name="Terms">What his day allows, to be sent along with the hold.</param>
public sealed record Candidate(string Engineer, DateOnly Date, Stop Stop, DayTerms Terms, MatchCost Cost);

/// <summary>What choosing somebody costs, term by term, in weighted minutes.</summary>
public sealed record MatchCost(double Travel, double Load, double OverQualification, double Delay, double Lateness)
{
    /// <summary>The sum by which candidates are ordered.</summary>
    public double Total => Travel + Load + OverQualification + Delay + Lateness;
}

/// <summary>Somebody who cannot do a job, and the first constraint that he fails.</summary>
public sealed record Unsuitable(string Engineer, Rejection Reason);

/// <summary>Everybody's answer to a job: who can, cheapest first, and why the others cannot, by id.</summary>
public sealed record Proposal(IReadOnlyList<Candidate> Candidates, IReadOnlyList<Unsuitable> Others);

/// <summary>What a minute of travel, load, a level too many, a later start and a broken promise are worth against each other.</summary>
/// <param name="TravelMinute">Per minute that the way through the day becomes longer.</param>
/// <param name="BookedHour">Per hour that the engineer's day already holds, which spreads work.</param>
/// <param name="SpareLevel">Per level above the one asked, which keeps experts free.</param>
/// <param name="DelayHour">Per hour that the visit begins after the earliest it could.</param>
/// <param name="LateHour">Per hour that the visit ends after the deadline.</param>
public sealed record MatchWeights(double TravelMinute, double BookedHour, double SpareLevel, double DelayHour, double LateHour);

/// <summary>How jobs are matched.</summary>
/// <param name="Travel">Travel times of engineers.</param>
/// <param name="Notice">Nobody sets out sooner than this after now: time to book and to accept.</param>
/// <param name="Step">Visits begin at multiples of this.</param>
public sealed record MatchOptions(TravelModel Travel, MatchWeights Weights, TimeSpan Notice, TimeSpan Step)
{
    /// <summary>City travel, prices as shipped, ten minutes' notice, starts every five minutes.</summary>
    public static MatchOptions Default { get; } = new(TravelModel.City, DispatchPrices.Shipped.ForMatching(), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5));
}
