using Dispatch.Engineers;
using Dispatch.Planning;

namespace Dispatch.Matching;

/// <summary>What it would come to if somebody made a visit: before it is moved, or given to anybody at all.</summary>
/// <param name="Date">The engineer's day that would hold it.</param>
/// <param name="Stop">Where and when.</param>
/// <param name="Terms">What his day allows.</param>
public sealed record MovePrice(string Engineer, DateOnly Date, Stop Stop, DayTerms Terms)
{
    /// <summary>Travel of all days concerned, more or less than now.</summary>
    public TimeSpan Travel { get; init; }

    /// <summary>How much later than the deadline it ends, more or less than now.</summary>
    public TimeSpan Late { get; init; }

    /// <summary>Levels of skill that are not asked for, more or less than now.</summary>
    public int SpareLevels { get; init; }

    /// <summary>The same in minor units, with the change of what was promised.</summary>
    public PlanCosts Costs { get; init; } = new();
}

/// <summary>A visit as somebody has it now.</summary>
/// <param name="Day">His day, with it.</param>
/// <param name="Terms">What his day allows.</param>
/// <param name="SpareLevels">Levels of his that are not asked for.</param>
public sealed record PresentVisit(EngineerDay Day, DayTerms Terms, Stop Stop, int SpareLevels);

/// <summary>Prices visits at other engineers or times, by the same rules that bookings go by. Pure: nothing is held.</summary>
/// <param name="now">Nobody sets out before now.</param>
public sealed class MovePricing(MatchOptions options, DispatchPrices prices, DateTimeOffset now)
{
    private static readonly TimeSpan OvertimeStep = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan MostOvertime = TimeSpan.FromHours(2);
    private static readonly TimeSpan AnyTime = TimeSpan.FromDays(7);

    /// <summary>Whether the visit's parts are to be had.</summary>
    public PartsSupply Supply { get; init; } = PartsSupply.Enough;

    /// <summary>What it comes to if an engineer begins at an instant, or as early as he can; or the rule that forbids it.</summary>
    /// <param name="present">The visit as it is now; null while nobody has it.</param>
    /// <param name="start">Null takes the earliest.</param>
    public (MovePrice? Price, Rejection? Refusal) Price(Job job, PresentVisit? present, EngineerPlan plan, DateTimeOffset? start)
    {
        if (plan.Engineer.Profile is not { } profile)
            return (null, Rejection.Of(RejectionCode.EngineerUnknown));
        // Whoever declined may be asked again by hand.
        var asked = job with { Declined = [], Wanted = null };
        if (Matcher.WhyUnfit(asked, profile) is { } unfit)
            return (null, unfit);
        if (Supply.Short is { } missing)
            return (null, missing);
        var (place, refusal) = start is { } at ? Exactly(asked, plan, profile, at) : Earliest(asked, plan, profile);
        return place is null ? (null, refusal) : (Priced(asked, present, plan, profile, place), null);
    }

    /// <summary>The cheapest thing that would let an engineer make a visit that he cannot make as it is: parts from elsewhere, overtime, or another time than was promised.</summary>
    /// <returns>Null where none of them alone helps, such as without the skill.</returns>
    public Freeing? WhatFrees(Job job, PresentVisit? present, EngineerPlan plan) =>
        ByParts(job, present, plan).Concat(ByOvertime(job, present, plan)).Concat(ByAnotherTime(job, present, plan)).MinBy(freeing => freeing.Price.Costs.Total);

    /// <summary>Parts are carried before he comes, and their ways cost what travel costs.</summary>
    private IEnumerable<Freeing> ByParts(Job job, PresentVisit? present, EngineerPlan plan)
    {
        var supplied = new MovePricing(options, prices, now);
        foreach (var move in Supply.Moves)
        {
            var there = now + move.Longest;
            var later = job with { Window = job.Window with { From = there > job.Window.From ? there : job.Window.From } };
            if (later.Window.From <= later.Window.Until && supplied.Price(later, present, plan, null).Price is { } price)
                yield return new(price with { Costs = price.Costs with { Travel = price.Costs.Travel + prices.TravelHour * move.Ways.TotalHours } }) { Parts = move };
        }
    }

    private IEnumerable<Freeing> ByOvertime(Job job, PresentVisit? present, EngineerPlan plan)
    {
        for (var overtime = OvertimeStep; overtime <= MostOvertime; overtime += OvertimeStep)
        {
            if (Price(job, present, plan with { Engineer = plan.Engineer.Staying(overtime) }, null).Price is not { } later)
                continue;
            yield return new(later with { Costs = later.Costs with { Overtime = prices.OvertimeHour * overtime.TotalHours } }) { Overtime = overtime };
            yield break;
        }
    }

    private IEnumerable<Freeing> ByAnotherTime(Job job, PresentVisit? present, EngineerPlan plan)
    {
        if (Price(job with { Window = new(now, now + AnyTime) }, present, plan, null).Price is { } other)
            yield return new(other with { Costs = other.Costs with { Change = other.Costs.Change + prices.ChangedHour * Outside(job.Window, other.Stop.Start).TotalHours } });
    }

    private static TimeSpan Outside(Window window, DateTimeOffset start) =>
        start < window.From ? window.From - start : start > window.Until ? start - window.Until : TimeSpan.Zero;

    private (MovePrice? Place, Rejection? Refusal) Earliest(Job job, EngineerPlan plan, EngineerProfile profile)
    {
        var search = new DaySearch(job, plan, profile, now + options.Notice, options);
        return search.Earliest() is { } found ? (new(found.Engineer, found.Date, found.Stop, found.Terms), null) : (null, search.WhyNone());
    }

    private (MovePrice? Place, Rejection? Refusal) Exactly(Job job, EngineerPlan plan, EngineerProfile profile, DateTimeOffset start)
    {
        if (start < job.Window.From || start > job.Window.Until)
            return (null, Rejection.Of(RejectionCode.VisitOutsideWindow, ("from", job.Window.From.ToText()), ("until", job.Window.Until.ToText())));
        var stop = new Stop(job.Place, start, start + job.Duration);
        var date = plan.Engineer.DateOf(stop.Start, stop.End);
        var terms = plan.Engineer.TermsOn(date, options.Travel);
        return DayOf(plan, profile, date).Without(job.Id).Route(terms).WhyNot(stop, now) is { } refusal
            ? (null, refusal)
            : (new(profile.Id, date, stop, terms), null);
    }

    private MovePrice Priced(Job job, PresentVisit? present, EngineerPlan plan, EngineerProfile profile, MovePrice place)
    {
        var before = DayOf(plan, profile, place.Date);
        var without = before.Without(job.Id).Route(place.Terms);
        var travel = without.With(place.Stop).TravelTime - without.TravelTime;
        if (present is { } now)
            travel -= now.Day.Route(now.Terms).TravelTime - now.Day.Without(job.Id).Route(now.Terms).TravelTime;
        var spare = job.Skills.Sum(needed => profile.LevelOf(needed.Id) - needed.Level) - (present?.SpareLevels ?? 0);
        var late = job.LateBy(place.Stop.End) - (present is null ? TimeSpan.Zero : job.LateBy(present.Stop.End));
        return place with
        {
            Travel = travel,
            Late = late,
            SpareLevels = spare,
            Costs = new()
            {
                Travel = prices.TravelHour * travel.TotalHours,
                Lateness = prices.LateHour * late.TotalHours,
                OverQualification = prices.SpareLevel * spare,
                Change = present is null ? 0
                    : (present.Day.Engineer == place.Engineer ? 0 : prices.ChangedEngineer) + prices.ChangedHour * (place.Stop.Start - present.Stop.Start).Duration().TotalHours,
            },
        };
    }

    private static EngineerDay DayOf(EngineerPlan plan, EngineerProfile profile, DateOnly date) =>
        plan.Days.FirstOrDefault(day => day.Date == date) ?? new EngineerDay(profile.Id, date);
}
