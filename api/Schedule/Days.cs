using Dispatch.Api.Access;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Matching;

namespace Dispatch.Api.Schedule;

/// <summary>Engineers with one of their days.</summary>
internal static class Days
{
    /// <summary>Those within a caller's scope, by id.</summary>
    /// <param name="date">Null takes each engineer's today.</param>
    /// <param name="zone">Only those who serve it; null for all.</param>
    public static async Task<IReadOnlyList<(Engineer Engineer, EngineerDay Day)>> Of(
        Caller caller, DateOnly? date, string? zone, EngineerViews views, WorldPicture world, CancellationToken cancellationToken)
    {
        var days = new List<(Engineer, EngineerDay)>();
        foreach (var engineer in views.Within(caller.Org).Where(engineer => zone is null || engineer.Profile!.Zones.Contains(zone, StringComparer.Ordinal))
            .OrderBy(engineer => engineer.Profile!.Id, StringComparer.Ordinal))
            days.Add((engineer, await world.Day(engineer.Profile!.Id, date ?? world.TodayOf(engineer), cancellationToken)));
        return days;
    }

    /// <summary>An engineer with the days that may hold a visit between two instants.</summary>
    public static async Task<EngineerPlan> PlanOf(Engineer engineer, DateTimeOffset first, DateTimeOffset last, WorldPicture world, CancellationToken cancellationToken)
    {
        var (profile, days) = (engineer.Profile!, new List<EngineerDay>());
        // A night shift belongs to the day on which it began.
        for (var date = profile.Shift.DateAt(first).AddDays(-1); date <= profile.Shift.DateAt(last); date = date.AddDays(1))
            if (engineer.OpenDays.Contains(date))
                days.Add(await world.Day(profile.Id, date, cancellationToken));
        return new(engineer, days);
    }
}
