namespace Dispatch.Api.Schedule;

/// <summary>What dispatchers see and try on the schedule board.</summary>
public static class ScheduleRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapSchedule(this IEndpointRouteBuilder api)
    {
        var schedule = api.MapGroup("/schedule").WithTags("Schedule");
        GetSchedule.Map(schedule);
        PriceMove.Map(schedule);
        ImproveDay.Map(schedule);
    }
}
