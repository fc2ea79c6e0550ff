using Dispatch.Engineers;
using Dispatch.Planning;
using Dispatch.Tickets;

namespace Dispatch.Api.World;

/// <summary>When somebody will probably be there.</summary>
/// <param name="Arrival">The estimate.</param>
/// <param name="At">When it was made: it is as old as that.</param>
public sealed record ArrivalView(DateTimeOffset Arrival, DateTimeOffset At);

/// <summary>Estimates arrivals from days as they go and where engineers were last.</summary>
public sealed class Arrivals(WorldPicture world, Positions positions, TimeProvider time)
{
    /// <summary>Estimates of a day's visits that nobody has arrived at, by job.</summary>
    public IReadOnlyDictionary<string, ArrivalView> Of(Engineer engineer, EngineerDay day)
    {
        // What is only held is nobody's promise yet.
        Visit[] visits = [.. day.Visits.Where(visit => visit.State > VisitState.Held)];
        if (visits is [])
            return new Dictionary<string, ArrivalView>();
        var now = time.Now();
        var seen = positions.Find(day.Engineer) is { } position ? new Sighting(new(position.Longitude, position.Latitude), position.At) : null;
        var arrivals = ArrivalEstimate.Of(
            engineer.TermsOn(day.Date, TravelModel.City),
            [.. visits.Select(visit => new StopProgress(visit.Stop) { DepartedAt = visit.DepartedAt, ArrivedAt = visit.ArrivedAt, DoneAt = visit.DoneAt })], seen, now);
        return visits.Zip(arrivals).Where(pair => pair.First.State < VisitState.Arrived)
            .ToDictionary(pair => pair.First.Job, pair => new ArrivalView(pair.Second.Truncate(), now), StringComparer.Ordinal);
    }

    /// <summary>The estimate of a booked visit; null where it is over, or its day does not know of it.</summary>
    public async Task<ArrivalView?> Of(WorkOrder order, CancellationToken cancellationToken) =>
        order is { State: WorkOrderState.Booked or WorkOrderState.Accepted or WorkOrderState.Departed, Booking: { } booking }
        && world.Engineers.TryGetValue(booking.Engineer, out var engineer) && engineer.Profile is not null
        && await world.Day(booking.Engineer, booking.Date, cancellationToken) is var day && day.Find(booking.Job)?.Attempt == booking.Attempt
            ? Of(engineer, day).GetValueOrDefault(booking.Job)
            : null;
}
