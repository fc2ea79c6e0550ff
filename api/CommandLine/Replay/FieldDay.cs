using Dispatch.Api.World;
using Dispatch.Planning;
using Dispatch.Tickets;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>When engineers do what their plans say, and where they are meanwhile. Not thread-safe.</summary>
public sealed class FieldDay(WorldPicture world, Positions positions)
{
    private readonly Dictionary<string, (Place From, DateTimeOffset At)> departures = new(StringComparer.Ordinal);

    /// <summary>Whether the next thing about a visit is to be done by now; reports where its engineer is.</summary>
    public bool IsTimeFor(Ticket ticket, WorkOrder order, DateTimeOffset now)
    {
        var (booking, there) = (order.Booking!, ticket.Facts!.Place!);
        switch (order.State)
        {
            case WorkOrderState.Booked:
                return true;
            case WorkOrderState.Accepted when now >= booking.Start - TravelModel.City.Between(PlaceOf(booking.Engineer, there), there):
                departures[booking.Job] = (PlaceOf(booking.Engineer, there), now);
                return true;
            case WorkOrderState.Departed when now < booking.Start:
                Report(booking.Engineer, OnTheWay(booking, there, now));
                return false;
            case WorkOrderState.Departed:
                Report(booking.Engineer, there);
                departures.Remove(booking.Job);
                return true;
            case WorkOrderState.Arrived:
                return now >= booking.End;
            default:
                return false;
        }
    }

    private Place OnTheWay(Booking booking, Place there, DateTimeOffset now)
    {
        var (from, at) = departures.GetValueOrDefault(booking.Job, (there, now));
        var share = booking.Start > at ? Math.Clamp((now - at) / (booking.Start - at), 0, 1) : 1;
        return new(from.Longitude + (there.Longitude - from.Longitude) * share, from.Latitude + (there.Latitude - from.Latitude) * share);
    }

    private Place PlaceOf(string engineer, Place unknown) => positions.Find(engineer) is { } last
        ? new(last.Longitude, last.Latitude)
        : world.Engineers.TryGetValue(engineer, out var known) && known.Profile is { } profile ? profile.Home : unknown;

    private void Report(string engineer, Place place) => positions.Report(engineer, place.Longitude, place.Latitude);
}
