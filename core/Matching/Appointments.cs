using Dispatch.Planning;

namespace Dispatch.Matching;

/// <summary>A window in which a visit could begin, and who could make it then.</summary>
/// <param name="Engineers">Ids, in the order of the plans.</param>
public sealed record Appointment(Window Window, IReadOnlyList<string> Engineers);

/// <summary>Windows that the live plan can keep, by the rules that bookings go by. Pure: nothing is held by asking.</summary>
public static class Appointments
{
    /// <summary>How wide windows are.</summary>
    public static readonly TimeSpan Width = TimeSpan.FromHours(2);

    private static readonly TimeSpan SkippedHour = TimeSpan.FromHours(1);

    /// <summary>Windows of some days on a wall clock, aligned to its midnight, in order.</summary>
    /// <remarks>They leave no gap: where clocks are put forward or back, one is an hour shorter or longer.</remarks>
    public static IEnumerable<Window> WindowsOf(DateOnly first, int days, TimeZoneInfo clock)
    {
        var begin = first.ToDateTime(TimeOnly.MinValue);
        for (var local = begin; local < begin.AddDays(days); local += Width)
            yield return new(Utc(local, clock), Utc(local + Width, clock));
    }

    /// <summary>The windows in which at least one engineer can begin a job.</summary>
    /// <param name="windows">Those that are in question; what has begun is left out.</param>
    public static IReadOnlyList<Appointment> Of(Job job, IEnumerable<Window> windows, IReadOnlyList<EngineerPlan> plans, DateTimeOffset now, MatchOptions options)
    {
        var appointments = new List<Appointment>();
        foreach (var window in windows.Where(window => window.From >= now))
        {
            // A visit may begin at the last instant of its window, but nobody offers six to eight where work begins at eight.
            var inside = window with { Until = window.Until - options.Step };
            var able = Matcher.Propose(job with { Window = inside }, plans, now, options).Candidates.Select(candidate => candidate.Engineer).ToHashSet(StringComparer.Ordinal);
            if (able.Count > 0)
                appointments.Add(new(window, [.. plans.Select(plan => plan.Engineer.Profile?.Id).OfType<string>().Where(able.Contains)]));
        }
        return appointments;
    }

    private static DateTimeOffset Utc(DateTime local, TimeZoneInfo clock) =>
        new(TimeZoneInfo.ConvertTimeToUtc(clock.IsInvalidTime(local) ? local + SkippedHour : local, clock), TimeSpan.Zero);
}
