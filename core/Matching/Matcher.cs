using Dispatch.Engineers;
using Dispatch.Planning;

namespace Dispatch.Matching;

/// <summary>Finds who can do a job: skills, zone, hours, presence, time to get there; and what each would cost.</summary>
public static class Matcher
{
    /// <summary>Everybody's answer, candidates cheapest first; equal costs go to the earlier start, then to the smaller id.</summary>
    public static Proposal Propose(Job job, IEnumerable<EngineerPlan> engineers, DateTimeOffset now, MatchOptions options)
    {
        var candidates = new List<Candidate>();
        var others = new List<Unsuitable>();
        foreach (var plan in engineers)
        {
            if (plan.Engineer.Profile is not { } profile)
                continue;
            var (candidate, reason) = Consider(job, plan, profile, now, options);
            if (candidate is not null)
                candidates.Add(candidate);
            else
                others.Add(new(profile.Id, reason!));
        }
        candidates.Sort(Compare);
        others.Sort((a, b) => string.CompareOrdinal(a.Engineer, b.Engineer));
        return new(candidates, others);
    }

    /// <summary>Whether anybody can do a job: whether <see cref="Propose"/> would find a candidate.</summary>
    public static bool CanAnybody(Job job, IEnumerable<EngineerPlan> engineers, DateTimeOffset now, MatchOptions options)
    {
        foreach (var plan in engineers)
        {
            if (plan.Engineer.Profile is { } profile && Consider(job, plan, profile, now, options).Candidate is not null)
                return true;
        }
        return false;
    }

    private static int Compare(Candidate a, Candidate b)
    {
        var byCost = a.Cost.Total.CompareTo(b.Cost.Total);
        if (byCost is not 0)
            return byCost;
        var byStart = a.Stop.Start.CompareTo(b.Stop.Start);
        return byStart is not 0 ? byStart : string.CompareOrdinal(a.Engineer, b.Engineer);
    }

    private static (Candidate? Candidate, Rejection? Reason) Consider(
        Job job, EngineerPlan plan, EngineerProfile profile, DateTimeOffset now, MatchOptions options)
    {
        if (WhyUnfit(job, profile) is { } unfit)
            return (null, unfit);
        var search = new DaySearch(job, plan, profile, now + options.Notice, options);
        return search.Earliest() is { } found ? (found, null) : (null, search.WhyNone());
    }

    /// <summary>Why somebody cannot do a job whenever it is; null when he can.</summary>
    public static Rejection? WhyUnfit(Job job, EngineerProfile profile)
    {
        if (job.Wanted is { } wanted && wanted != profile.Id)
            return Rejection.Of(RejectionCode.AnotherEngineerWanted, ("engineer", wanted));
        if (!profile.Zones.Contains(job.Zone, StringComparer.Ordinal))
            return Rejection.Of(RejectionCode.ZoneNotServed, ("zone", job.Zone));
        foreach (var needed in job.Skills)
        {
            var level = profile.LevelOf(needed.Id);
            if (level is 0)
                return Rejection.Of(RejectionCode.SkillMissing, ("skill", needed.Id));
            if (level < needed.Level)
                return Rejection.Of(RejectionCode.SkillLevelTooLow, ("skill", needed.Id), ("level", level), ("needed", needed.Level));
        }
        return job.Declined.Contains(profile.Id, StringComparer.Ordinal) ? Rejection.Of(RejectionCode.JobDeclined) : null;
    }
}
