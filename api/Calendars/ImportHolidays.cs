using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Api.Configuration;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Configuration;
using Dispatch.Grains;
using Dispatch.Silo.Configuration;
using Dispatch.Sla;
using Orleans;

namespace Dispatch.Api.Calendars;

/// <summary><c>POST /api/calendars/{id}/import</c>: publishes the calendar's next version with days off from an iCalendar text, or from a Chinese holiday announcement.</summary>
/// <remarks>What the calendar already says about a date stays.</remarks>
public static class ImportHolidays
{
    private const int Years = 10;

    /// <summary>Exactly one of both.</summary>
    public sealed record Request
    {
        /// <summary>An iCalendar text; its all-day events are days off.</summary>
        public string? ICalendar { get; init; }

        /// <summary>A year in the format of NateScarlet/holiday-cn, make-up workdays included.</summary>
        public JsonElement? HolidayYear { get; init; }
    }

    /// <summary>What came of it.</summary>
    /// <param name="Calendar">The version published; the current one when nothing was new.</param>
    /// <param name="Holidays">Days off that are new.</param>
    /// <param name="Workdays">Make-up workdays that are new.</param>
    /// <param name="Missing">Years whose holidays the calendar should know by now and does not.</param>
    public sealed record Response(DocumentView Calendar, int Holidays, int Workdays, IReadOnlyList<int> Missing);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/calendars/{id}/import", Handle).RequireAuthorization(Policies.ConfigurationWrite)
        .RepeatableByNature().WithTags("Calendars").Produces<Response>()
        .WithSummary("Publishes the next version with days off from an iCalendar text or a Chinese holiday announcement.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, IGrainFactory grains, ConfigurationCache cache, TimeProvider time, CancellationToken cancellationToken)
    {
        if (cache.Current.Document(CalendarKind.Instance.Name, id) is not { } current || cache.Current.Current(CalendarKind.Instance, id) is not { Value: var calendar })
            return new ProblemResult(Problem.Of("document-unknown", ("kind", CalendarKind.Instance.Name), ("id", id)));
        var today = calendar.DateOf(time.GetUtcNow());
        var (next, problem) = Read(request, calendar.Definitions[0], today);
        if (next is null)
            return new ProblemResult(problem!);
        var (holidays, workdays) = (next.Holidays.Count - calendar.Definitions[0].Holidays.Count, next.Exceptions.Count - calendar.Definitions[0].Exceptions.Count);
        IReadOnlyList<int> missing = [.. next.HolidayWarnings(today).Select(year => year.Year)];
        if (holidays is 0 && workdays is 0)
            return TypedResults.Ok(new Response(DocumentView.Of(current), 0, 0, missing));
        var publish = new PublishDocument(CalendarKind.Instance.Name, id, JsonBody.Of(next), current.Version);
        var grain = grains.GetGrain<IConfigurationGrain>($"{PublishedDocument.Kind}/{PublishedDocument.IdOf(publish.Kind, id)}");
        var outcome = await grain.Publish(publish, Origins.Of(context));
        if (outcome is not Outcome.Accepted accepted)
            return Outcomes.Answer(context, outcome);
        var version = new DocumentRef(publish.Kind, id, (int)accepted.Version);
        await cache.WaitFor(version, cancellationToken);
        return TypedResults.Ok(new Response(DocumentView.Of(cache.Current.Document(version)!), holidays, workdays, missing));
    }

    private static (CalendarDefinition? Next, Problem? Problem) Read(Request request, CalendarDefinition calendar, DateOnly today)
    {
        if (request.ICalendar is null == request.HolidayYear is null)
            return (null, Problem.Of("import-unclear").At("$"));
        if (request.HolidayYear is { } json)
        {
            try
            {
                return (calendar.With(HolidayYear.Read(json.GetRawText())), null);
            }
            catch (JsonException)
            {
                return (null, Problem.Of("holiday-year-unreadable").At("$.holidayYear"));
            }
        }
        var days = HolidayFile.Read(request.ICalendar!, new(today.Year - 1, 1, 1), new(today.Year + Years, 1, 1));
        return days is null ? (null, Problem.Of("icalendar-unreadable").At("$.iCalendar"))
            : days.Count > HolidayFile.MostDays ? (null, Problem.Of("too-many-items", ("most", HolidayFile.MostDays)).At("$.iCalendar"))
            : (calendar.With(days), null);
    }
}
