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
        var now = time.Now();
        // What is only held is nobody's promise yet.
        var goes = AsItGoes(engineer, day with { Visits = [.. day.Visits.Where(visit => visit.State > VisitState.Held)] }, now);
        return day.Visits.Where(visit => visit.State is > VisitState.Held and < VisitState.Arrived)
            .ToDictionary(visit => visit.Job, visit => new ArrivalView(goes[visit.Job].Start.Truncate(), now), StringComparer.Ordinal);
    }

    /// <summary>When each visit of a day really begins and ends, by job.</summary>
    public IReadOnlyDictionary<string, Stop> AsItGoes(Engineer engineer, EngineerDay day, DateTimeOffset now) => day.Visits is [] ? new Dictionary<string, Stop>() : day.AsItGoes(
        engineer.TermsOn(day.Date, TravelModel.City), positions.Find(day.Engineer) is { } position ? new Sighting(new(position.Longitude, position.Latitude), position.At) : null, now);

    /// <summary>The estimate of a booked visit; null where it is over, or its day does not know of it.</summary>
    public async Task<ArrivalView?> Of(WorkOrder order, CancellationToken cancellationToken) =>
        order is { State: WorkOrderState.Booked or WorkOrderState.Accepted or WorkOrderState.Departed, Booking: { } booking }
        && world.Engineers.TryGetValue(booking.Engineer, out var engineer) && engineer.Profile is not null
        && await world.Day(booking.Engineer, booking.Date, cancellationToken) is var day && day.Find(booking.Job)?.Attempt == booking.Attempt
            ? Of(engineer, day).GetValueOrDefault(booking.Job)
            : null;
}
