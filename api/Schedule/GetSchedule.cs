using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains.Journal;
using Dispatch.Planning;
using Dispatch.Silo.Lists;

namespace Dispatch.Api.Schedule;

/// <summary><c>GET /api/schedule</c>: who goes where when on a day, how it is going, and what nobody goes to.</summary>
public static class GetSchedule
{
    /// <summary>A day.</summary>
    /// <param name="Engineers">By id.</param>
    /// <param name="Unplanned">Visits without engineer, the most pressing first; at most as many tickets as are looked at.</param>
    public sealed record Response(DateOnly Date, IReadOnlyList<EngineerRow> Engineers, IReadOnlyList<UnplannedVisit> Unplanned);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder schedule) => schedule.MapGet("", Handle).RequireAuthorization(Policies.TicketsDesk)
        .Produces<Response>().WithSummary("A day of all engineers: planned and actual visits, ways, slack, delays; and visits that nobody has, with the reasons.");

    private static async Task<IResult> Handle(
        DateOnly? date, string? zone, HttpContext context, WorldPicture world, EngineerViews views, Arrivals arrivals, ITicketList tickets, UnplannedVisits unplanned, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (zone is not null && !(world.Zones.TryGetValue(zone, out var known) && OrgPath.Holds(caller.Org, known.Org)))
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.ZoneUnknown, ("zone", zone)).At("?zone")) with { Status = 400 });
        if (date is { } asked && PossibleInstants.Check("?date", new DateTimeOffset(asked, TimeOnly.MinValue, TimeSpan.Zero)) is { } impossible)
            return new ProblemResult(impossible with { Status = 400 });
        var days = await Days.Of(caller, date, zone, views, world, cancellationToken);
        var rows = (await tickets.ByIds([.. days.SelectMany(day => day.Day.Visits).Select(visit => JobKey.Split(visit.Job).Ticket).Distinct(StringComparer.Ordinal)], cancellationToken))
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
        var now = time.Now();
        return TypedResults.Ok(new Response(
            date ?? days.Select(day => day.Day.Date).DefaultIfEmpty(DateOnly.FromDateTime(now.UtcDateTime)).First(),
            [.. days.Select(day => Row(day.Engineer, day.Day, views, arrivals.Of(day.Engineer, day.Day), rows, now))],
            await unplanned.Of(caller, zone, cancellationToken)));
    }

    private static EngineerRow Row(
        Engineer engineer, EngineerDay day, EngineerViews views, IReadOnlyDictionary<string, ArrivalView> arrivals, IReadOnlyDictionary<string, TicketRow> rows, DateTimeOffset now)
    {
        var (profile, terms) = (engineer.Profile!, engineer.TermsOn(day.Date, TravelModel.City));
        var visits = new List<ScheduledVisit>();
        foreach (var (i, (visit, way)) in day.Ways(profile.Home, terms.Travel).Index())
        {
            var next = i + 1 < day.Visits.Count ? day.Visits[i + 1].Stop : null;
            visits.Add(ScheduledVisit.Of(visit, way, Slack(terms, visit.Stop, next), rows.GetValueOrDefault(JobKey.Split(visit.Job).Ticket), now) with
            {
                EstimatedArrival = arrivals.GetValueOrDefault(visit.Job)?.Arrival,
            });
        }
        return new(profile.Id, profile.Name, profile.Zones, views.PresenceOf(engineer), profile.Home, [.. terms.Shift.Select(hours => new SpanView(hours.From, hours.Until))], terms.Absent, visits);
    }

    // How much later a visit could end with the next one, or the end of the shift, still kept.
    private static TimeSpan Slack(DayTerms terms, Stop stop, Stop? next)
    {
        var until = next?.Start ?? terms.ShiftAround(stop.Start, stop.End)?.Until ?? stop.End;
        var slack = next is null ? until - stop.End : terms.WorkingTime(stop.End, until) - terms.Travel.Between(stop.Place, next.Place);
        return slack > TimeSpan.Zero ? slack : TimeSpan.Zero;
    }
}

/// <summary>An engineer's day.</summary>
/// <param name="Home">Where the day begins.</param>
/// <param name="Shift">Working hours; gaps are breaks.</param>
/// <param name="Absent">Whether an absence took hours out of them.</param>
public sealed record EngineerRow(
    string Id, LocalText Name, IReadOnlyList<string> Zones, EngineerPresence Presence, Place Home, IReadOnlyList<SpanView> Shift, bool Absent, IReadOnlyList<ScheduledVisit> Visits);

/// <summary>A visit as it is planned and as it goes.</summary>
/// <param name="TravelMinutes">The way there, from the visit before or from home.</param>
/// <param name="SlackMinutes">How much later it could end with what follows still kept.</param>
/// <param name="BehindMinutes">How far behind its plan it is: not there although it should have begun, or not done although it should have ended.</param>
public sealed record ScheduledVisit(
    string Ticket, string WorkOrder, DateTimeOffset Start, DateTimeOffset End, int TravelMinutes, int SlackMinutes, int BehindMinutes, Place Place, VisitState State)
{
    /// <summary>The ticket's number.</summary>
    public string? Number { get; init; }

    /// <summary>How urgent the ticket is.</summary>
    public string? Priority { get; init; }

    /// <summary>The ticket's nearest deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether as planned, or as it goes, it ends after that.</summary>
    public bool AtRisk { get; init; }

    /// <summary>Whether it stays where it is when the day is improved.</summary>
    public bool Pinned { get; init; }

    /// <summary>By when the engineer has to accept.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>When he will probably be there, as his day goes; absent once he was.</summary>
    public DateTimeOffset? EstimatedArrival { get; init; }

    /// <summary>When he set out.</summary>
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>When he was there.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When he was done.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    internal static ScheduledVisit Of(Visit visit, TimeSpan way, TimeSpan slack, TicketRow? row, DateTimeOffset now)
    {
        var (ticket, workOrder) = JobKey.Split(visit.Job);
        var behind = visit.State switch
        {
            VisitState.Done => TimeSpan.Zero,
            VisitState.Arrived when visit.ArrivedAt is { } arrived => Later(arrived - visit.Stop.Start, now - visit.Stop.End),
            _ => now - visit.Stop.Start,
        };
        behind = behind > TimeSpan.Zero ? behind : TimeSpan.Zero;
        return new(ticket, workOrder, visit.Stop.Start, visit.Stop.End, Minutes(way), (int)slack.TotalMinutes, (int)behind.TotalMinutes, visit.Stop.Place, visit.State)
        {
            Number = row?.Number,
            Priority = row?.Priority,
            DueAt = row?.DueAt,
            AtRisk = visit.State is not VisitState.Done && row?.DueAt < visit.Stop.End + behind,
            Pinned = visit.Pinned,
            AcceptBy = visit.State is VisitState.Confirmed ? visit.ExpiresAt : null,
            DepartedAt = visit.DepartedAt,
            ArrivedAt = visit.ArrivedAt,
            DoneAt = visit.DoneAt,
        };
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static int Minutes(TimeSpan span) => (int)Math.Ceiling(span.TotalMinutes);
}
