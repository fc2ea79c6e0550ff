using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.SlaPolicies;
using Dispatch.Api.Tickets;
using Dispatch.Silo.Configuration;
using Dispatch.Sla;

namespace Dispatch.Api.Calendars;

/// <summary><c>POST /api/calendars/{id}/due</c>: the diagnostic behind every deadline; it changes nothing.</summary>
public static class CalculateDue
{
    private const int MaxPauses = 1_000;
    private const int MaxMinutes = 10_000_000;
    private const int MaxCalendars = 10;

    /// <summary>The question.</summary>
    /// <param name="Start">When the clock starts.</param>
    public sealed record Request(DateTimeOffset Start)
    {
        /// <summary>Working minutes allowed; instead of <see cref="Budget"/>.</summary>
        public double? BudgetMinutes { get; init; }

        /// <summary>Time allowed in any form that policies know; instead of <see cref="BudgetMinutes"/>.</summary>
        public Budget? Budget { get; init; }

        /// <summary>Ids of calendars in which time must be working time as well.</summary>
        public IReadOnlyList<string>? AlsoWithin { get; init; }

        /// <summary>IANA zone whose wall clock the calendars follow; absent means their own.</summary>
        public string? TimeZone { get; init; }

        /// <summary>Stretches that do not count, in any order.</summary>
        public IReadOnlyList<WindowInput>? Pauses { get; init; }
    }

    /// <summary>The answer with its proof.</summary>
    /// <param name="Due">The deadline.</param>
    /// <param name="BudgetMinutes">Time that had to be counted.</param>
    /// <param name="Counted">Working time that counts.</param>
    /// <param name="Paused">Working time that does not.</param>
    public sealed record Response(DateTimeOffset Due, double BudgetMinutes, IReadOnlyList<SegmentView> Counted, IReadOnlyList<SegmentView> Paused);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/calendars/{id}/due", Handle).RequireAuthorization(Policies.ConfigurationRead)
        .RepeatableByNature().WithTags("Calendars").Produces<Response>().WithSummary("Start, budget and pauses to the due instant and its proof.");

    private static IResult Handle(string id, Request request, ConfigurationCache cache)
    {
        if (cache.Current.Current(CalendarKind.Instance, id) is not { Value: var own })
            return new ProblemResult(Problem.Of("document-unknown", ("kind", CalendarKind.Instance.Name), ("id", id)));
        if (CheckZone(request) is { } zoneless)
            return new ProblemResult(zoneless);
        var parts = new List<WorkingCalendar> { own };
        foreach (var (i, also) in (request.AlsoWithin ?? []).Index())
        {
            if (cache.Current.Current(CalendarKind.Instance, also) is not { Value: var other })
                return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.CalendarUnknown, ("calendar", also)).At(JsonPath.Item("$.alsoWithin", i))));
            parts.Add(other);
        }
        var calendar = WorkingCalendar.Shared([.. parts.Select(part => request.TimeZone is { } zone ? part.In(zone) : part)]);
        return Check(request, calendar) is { } problem ? new ProblemResult(problem) : Reach.Within(() => Answer(request, calendar));
    }

    private static IResult Answer(Request request, WorkingCalendar calendar)
    {
        var allowance = request.Budget?.From(request.Start, calendar) ?? new(TimeSpan.FromMinutes(request.BudgetMinutes!.Value).Milliseconds());
        var pauses = (request.Pauses ?? []).Select(pause => new Pause(pause.From, pause.To, "pause"));
        var proof = DueCalculation.Explain(calendar, request.Start, allowance.Length, pauses, allowance.AtOpening);
        return TypedResults.Ok(new Response(
            proof.DueAt!.Value,
            allowance.Length.TotalMinutes,
            [.. proof.Segments.Where(segment => segment.PausedFor is null).Select(SegmentView.Of)],
            [.. proof.Segments.Where(segment => segment.PausedFor is not null).Select(SegmentView.Of)]));
    }

    // Whole milliseconds, as calendars count.
    private static TimeSpan Milliseconds(this TimeSpan length) => new(length.Ticks - length.Ticks % TimeSpan.TicksPerMillisecond);

    private static Problem? CheckZone(Request request)
    {
        if (request.AlsoWithin?.Count > MaxCalendars)
            return Problem.Of("too-many-items", ("most", MaxCalendars)).At("$.alsoWithin");
        return request.TimeZone is not { } zone || (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) && known.HasIanaId)
            ? null
            : Problem.Of(Rejection.Of(RejectionCode.TimeZoneUnknown, ("timeZone", zone)).At("$.timeZone"));
    }

    private static Problem? Check(Request request, WorkingCalendar calendar)
    {
        if (request.Start < WorkingCalendar.Earliest || request.Start >= WorkingCalendar.Latest.AddYears(-50))
            return Problem.Of("instant-impossible", ("earliest", WorkingCalendar.Earliest.ToString("yyyy-MM-dd")), ("latest", WorkingCalendar.Latest.AddYears(-50).ToString("yyyy-MM-dd"))).At("$.start");
        var most = (int)Math.Min(MaxMinutes, calendar.LongestBudget.TotalMinutes);
        if ((request.BudgetMinutes is null) == (request.Budget is null))
            return Problem.Of("one-of", ("members", "budgetMinutes, budget")).At(request.Budget is null ? "$.budgetMinutes" : "$.budget");
        if (request.BudgetMinutes is { } minutes && !(minutes >= 0 && minutes <= most))
            return Problem.Of("number-out-of-range", ("least", 0), ("most", most)).At("$.budgetMinutes");
        if (request.Budget is { } budget && SlaPolicyValidation.Fault(budget, most) is { } fault)
            return Problem.Of(fault.At("$.budget"));
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
