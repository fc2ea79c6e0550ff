using Dispatch.Api.Access;
using Dispatch.Silo.Configuration;
using Dispatch.Sla;

namespace Dispatch.Api.Calendars;

/// <summary><c>GET /api/calendars/warnings</c>: calendars that lack holidays which they should know by now.</summary>
public static class ListHolidayWarnings
{
    /// <summary>Deadlines in these years are reckoned as if they had no holidays.</summary>
    public sealed record Response(IReadOnlyList<Warning> Items);

    /// <summary>A calendar and a year whose holidays it lacks: this year's, or from December on next year's.</summary>
    /// <param name="Calendar">Id of the calendar.</param>
    public sealed record Warning(string Calendar, LocalText Name, int Year);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/calendars/warnings", Handle).RequireAuthorization(Policies.ConfigurationRead)
        .Produces<Response>().WithTags("Calendars").WithSummary("Calendars that lack holidays which they should know by now.");

    private static IResult Handle(ConfigurationCache cache, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok(new Response(
        [
            .. from calendar in cache.Current.AllCurrent(CalendarKind.Instance)
               from missing in calendar.Value.Definitions[0].HolidayWarnings(calendar.Value.DateOf(now))
               orderby missing.Calendar, missing.Year
               select new Warning(missing.Calendar, calendar.Value.Definitions[0].Name, missing.Year),
        ]));
    }
}
