using Dispatch.Engineers;
using Dispatch.Tickets;

namespace Dispatch.Silo.Consistency.Checks;

/// <summary>No engineer is promised twice at one time, and engineers' days and tickets' bookings say the same.</summary>
public sealed class EngineerDayCheck : Check
{
    private readonly Dictionary<string, (Booking Booking, WorkOrderState State)> booked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Day, Visit Visit)> confirmed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<Visit>> ahead = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override string Name => "engineers";

    /// <inheritdoc />
    public override void See(SeenEntity entity)
    {
        if (entity.State is Ticket ticket)
        {
            foreach (var order in ticket.WorkOrders)
                if (order.Booking is { } booking)
                    booked.Add(booking.Job, (booking, order.State));
        }
        if (entity.State is EngineerDay day)
            See(entity.Stored.Id, day);
    }

    /// <inheritdoc />
    public override void Conclude()
    {
        foreach (var (engineer, visits) in ahead)
            FindOverlaps(engineer, visits);
        foreach (var (job, (booking, state)) in booked)
            if (WhyNot(job, booking, state) is { } difference)
                Unsettled($"ticket/{booking.Job.Split('/')[0]}", difference);
        // A ticket keeps only the last of the visits that are over.
        foreach (var (job, (day, visit)) in confirmed)
            if (visit.State is not VisitState.Done && !booked.ContainsKey(job))
                Unsettled(day, "visit-without-booking", ("start", visit.Stop.Start), ("job", job));
    }

    private void See(string id, EngineerDay day)
    {
        foreach (var visit in day.Visits)
        {
            if (visit.State is not VisitState.Done)
                AheadOf(day.Engineer).Add(visit);
            // A hold without a booking lapses by itself.
            if (visit.State is VisitState.Held)
                continue;
            if (!confirmed.TryAdd(visit.Job, (id, visit)))
                Unsettled(id, "visit-kept-twice", ("job", visit.Job), ("other", confirmed[visit.Job].Day));
        }
        foreach (var loss in day.Losses)
            Unsettled(id, "loss-untold", ("job", loss.Job));
    }

    private List<Visit> AheadOf(string engineer)
    {
        if (!ahead.TryGetValue(engineer, out var visits))
            ahead.Add(engineer, visits = []);
        return visits;
    }

    private void FindOverlaps(string engineer, List<Visit> visits)
    {
        Visit? last = null;
        foreach (var visit in visits.OrderBy(visit => visit.Stop.Start))
        {
            if (last is not null && visit.Stop.Start < last.Stop.End)
                Broken(
                    $"engineer/{engineer}", "engineer-promised-twice",
                    ("first", last.Job), ("until", last.Stop.End), ("second", visit.Job), ("from", visit.Stop.Start));
            if (last is null || visit.Stop.End > last.Stop.End)
                last = visit;
        }
    }

    private FaultFound? WhyNot(string job, Booking booking, WorkOrderState state)
    {
        if (!confirmed.TryGetValue(job, out var kept))
            return Of("booking-unknown-to-day");
        if (kept.Day != $"engineer-day/{booking.Engineer}/{booking.Date:yyyy-MM-dd}" || kept.Visit.Attempt != booking.Attempt)
            return Of("booking-of-other-attempt", ("day", kept.Day), ("attempt", kept.Visit.Attempt));
        if (kept.Visit.Stop.Start != booking.Start || kept.Visit.Stop.End != booking.End)
            return Of("booking-at-other-time", ("start", kept.Visit.Stop.Start));
        return kept.Visit.State == Expected(state) ? null : Of("booking-in-other-state", ("dayState", kept.Visit.State), ("state", state));

        FaultFound Of(string code, params ReadOnlySpan<(string, object?)> more) =>
            FaultFound.Of(code, [("engineer", booking.Engineer), ("date", booking.Date), .. more]);
    }

    private static VisitState Expected(WorkOrderState state) => state switch
    {
        WorkOrderState.Accepted => VisitState.Accepted,
        WorkOrderState.Departed => VisitState.Departed,
        WorkOrderState.Arrived => VisitState.Arrived,
        WorkOrderState.Done => VisitState.Done,
        _ => VisitState.Confirmed,
    };
}
