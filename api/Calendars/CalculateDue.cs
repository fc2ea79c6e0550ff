using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.Tickets;
using Dispatch.Silo.Configuration;
using Dispatch.Sla;

namespace Dispatch.Api.Calendars;

/// <summary><c>POST /api/calendars/{id}/due</c>: the diagnostic behind every deadline; it changes nothing.</summary>
public static class CalculateDue
{
    private const int MaxPauses = 1_000;
    private const int MaxMinutes = 10_000_000;

    /// <summary>The question.</summary>
    /// <param name="Start">When the clock starts.</param>
    /// <param name="BudgetMinutes">Working minutes allowed.</param>
    public sealed record Request(DateTimeOffset Start, double BudgetMinutes)
    {
        /// <summary>Stretches that do not count, in any order.</summary>
        public IReadOnlyList<WindowInput>? Pauses { get; init; }
    }

    /// <summary>The answer with its proof.</summary>
    /// <param name="Due">The deadline.</param>
    /// <param name="Counted">Working time that counts.</param>
    /// <param name="Paused">Working time that does not.</param>
    public sealed record Response(DateTimeOffset Due, IReadOnlyList<SegmentView> Counted, IReadOnlyList<SegmentView> Paused);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/calendars/{id}/due", Handle).RequireAuthorization(Policies.ConfigurationRead)
        .RepeatableByNature().WithTags("Calendars").Produces<Response>().WithSummary("Start, budget and pauses to the due instant and its proof.");

    private static IResult Handle(string id, Request request, ConfigurationCache cache)
    {
        if (cache.Current.Current(CalendarKind.Instance, id) is not { Value: var calendar })
            return new ProblemResult(Problem.Of("document-unknown", ("kind", CalendarKind.Instance.Name), ("id", id)));
        if (Check(request, calendar) is { } problem)
            return new ProblemResult(problem);
        var pauses = (request.Pauses ?? []).Select(pause => new Pause(pause.From, pause.To, "pause"));
        var proof = DueCalculation.Explain(calendar, request.Start, TimeSpan.FromMinutes(request.BudgetMinutes), pauses);
        return TypedResults.Ok(new Response(
            proof.DueAt!.Value,
            [.. proof.Segments.Where(segment => segment.PausedFor is null).Select(SegmentView.Of)],
            [.. proof.Segments.Where(segment => segment.PausedFor is not null).Select(SegmentView.Of)]));
    }

    private static Problem? Check(Request request, WorkingCalendar calendar)
    {
        if (request.Start < WorkingCalendar.Earliest || request.Start >= WorkingCalendar.Latest)
            return Problem.Of("instant-impossible", ("earliest", WorkingCalendar.Earliest.ToString("yyyy-MM-dd")), ("latest", WorkingCalendar.Latest.ToString("yyyy-MM-dd"))).At("$.start");
        if (!(request.BudgetMinutes >= 0 && request.BudgetMinutes <= Math.Min(MaxMinutes, calendar.LongestBudget.TotalMinutes)))
            return Problem.Of("number-out-of-range", ("least", 0), ("most", Math.Min(MaxMinutes, (int)calendar.LongestBudget.TotalMinutes))).At("$.budgetMinutes");
        if (request.Pauses?.Count > MaxPauses)
            return Problem.Of("too-many-items", ("most", MaxPauses)).At("$.pauses");
        foreach (var (i, pause) in (request.Pauses ?? []).Index())
        {
            if (pause.To <= pause.From || pause.From < WorkingCalendar.Earliest || pause.To >= WorkingCalendar.Latest)
                return Problem.Of("window-backwards").At($"$.pauses[{i}]");
        }
        return null;
    }
}
