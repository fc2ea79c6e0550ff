using Dispatch.Api.Access;
using Dispatch.Api.World;
using Dispatch.Engineers;

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
}
