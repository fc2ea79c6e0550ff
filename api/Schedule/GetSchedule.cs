using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains.Journal;
using Dispatch.Planning;
using Dispatch.Silo.Lists;
using Dispatch.Tickets;

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
        DateOnly? date, string? zone, HttpContext context, WorldPicture world, EngineerViews views, Arrivals arrivals, ITicketList tickets, TicketReach reach, UnplannedVisits unplanned, TimeProvider time,
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
        var deadlines = await Deadlines(caller, [.. days.SelectMany(day => day.Day.Visits)], rows, reach, now, cancellationToken);
        return TypedResults.Ok(new Response(
            date ?? days.Select(day => day.Day.Date).DefaultIfEmpty(DateOnly.FromDateTime(now.UtcDateTime)).First(),
            [.. days.Select(day => Row(day.Engineer, day.Day, views, arrivals.Of(day.Engineer, day.Day), rows, deadlines, now))],
            await unplanned.Of(caller, zone, cancellationToken)));
    }

    /// <summary>The deadlines that visits might miss, by job. Of a ticket whose nearest deadline is kept none is missed, so only the others are read.</summary>
    private static async Task<IReadOnlyDictionary<string, DateTimeOffset?>> Deadlines(
        Caller caller, IReadOnlyList<Visit> visits, IReadOnlyDictionary<string, TicketRow> rows, TicketReach reach, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deadlines = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        foreach (var visit in visits.Where(visit => visit.State is not VisitState.Done))
        {
            var (id, workOrder) = JobKey.Split(visit.Job);
            if (rows.GetValueOrDefault(id)?.DueAt < ScheduledVisit.Over(visit, now)
                && await reach.Find(caller, id, cancellationToken) is { State: var ticket } && ticket.WorkOrderOf(workOrder) is { } order)
                deadlines[visit.Job] = ticket.DueOf(order);
        }
        return deadlines;
    }

    private static EngineerRow Row(
        Engineer engineer, EngineerDay day, EngineerViews views, IReadOnlyDictionary<string, ArrivalView> arrivals, IReadOnlyDictionary<string, TicketRow> rows,
        IReadOnlyDictionary<string, DateTimeOffset?> deadlines, DateTimeOffset now)
    {
        var (profile, terms) = (engineer.Profile!, engineer.TermsOn(day.Date, TravelModel.City));
        var visits = new List<ScheduledVisit>();
        foreach (var (i, (visit, way)) in day.Ways(profile.Home, terms.Travel).Index())
        {
            var next = i + 1 < day.Visits.Count ? day.Visits[i + 1].Stop : null;
            visits.Add(ScheduledVisit.Of(visit, way, Slack(terms, visit.Stop, next), rows.GetValueOrDefault(JobKey.Split(visit.Job).Ticket), deadlines.GetValueOrDefault(visit.Job), now) with
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
