using Dispatch.Api.Access;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Planning;
using Dispatch.Tickets;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Dispatch.Api.Engineers;

/// <summary>Writes an engineer's visits of yesterday, today and the days ahead as an iCalendar text (RFC 5545), the same text as long as nothing changes.</summary>
/// <remarks>
/// Calendars lie on other people's machines, so a visit tells only what it takes to go there: number, kind, street
/// address and travel; no name, telephone number or words of the customer's. What was erased is gone from it too.
/// </remarks>
public sealed class VisitCalendar(WorldPicture world, TicketReach reach, TicketPlaces places, Names names)
{
    private const int MostDays = 35;

    /// <summary>The text, in the reader's language.</summary>
    public async Task<string> Of(Engineer engineer, Caller reader, CancellationToken cancellationToken)
    {
        var language = reader.Language ?? "zh";
        var calendar = new Ical.Net.Calendar { ProductId = "-//Dispatch//Visits//EN" };
        calendar.AddProperty("X-WR-CALNAME", new LocalText($"{engineer.Profile!.Name.Zh}的上门", $"Visits of {engineer.Profile.Name.En}").In(language));
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
        foreach (var (visit, way) in await Visits(engineer, cancellationToken))
        {
            var (id, workOrder) = JobKey.Split(visit.Job);
            if (await reach.Find(reader, id, cancellationToken) is { State: var ticket } && ticket.WorkOrderOf(workOrder) is { } order)
                calendar.Events.Add(Event(visit, way, ticket, order, await places.AddressOf(ticket, cancellationToken), language));
        }
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    /// <summary>What is promised; a hold is nothing to show yet.</summary>
    private async Task<List<(Visit Visit, TimeSpan Way)>> Visits(Engineer engineer, CancellationToken cancellationToken)
    {
        var visits = new List<(Visit, TimeSpan)>();
        // A night shift belongs to the day on which it began.
        var yesterday = world.TodayOf(engineer).AddDays(-1);
        foreach (var date in engineer.OpenDays.Where(date => date >= yesterday).Take(MostDays))
        {
            var day = await world.Day(engineer.Profile!.Id, date, cancellationToken);
            visits.AddRange(day.Ways(engineer.Profile.Home, engineer.TravelBy(TravelModel.City)).Where(way => way.Visit.State > VisitState.Held));
        }
        return visits;
    }

    private CalendarEvent Event(Visit visit, TimeSpan way, Ticket ticket, WorkOrder order, string? address, string language)
    {
        // Without a METHOD both say when the visit was last changed (RFC 5545, 3.8.7.2), so equal visits are equal texts.
        var changed = Instant(order.Since);
        return new CalendarEvent
        {
            Uid = $"{ticket.Id}.{order.Id}@dispatch",
            DtStamp = changed,
            LastModified = changed,
            // Every booking and every move is an attempt of its own, so a visit that moved comes after itself.
            Sequence = visit.Attempt,
            DtStart = Instant(visit.Stop.Start),
            DtEnd = Instant(visit.Stop.End),
            Summary = $"{ticket.Facts!.Number} {names.CaseType(ticket.CaseType, ticket.Facts.Kind).In(language)}",
            Location = address,
            GeographicLocation = new GeographicLocation(visit.Stop.Place.Latitude, visit.Stop.Place.Longitude),
            Description = Description(visit, way, language),
            Status = visit.State is VisitState.Confirmed ? "TENTATIVE" : "CONFIRMED",
        };
    }

    private static string Description(Visit visit, TimeSpan way, string language)
    {
        var minutes = (int)Math.Ceiling(way.TotalMinutes);
        var state = visit.State switch
        {
            VisitState.Confirmed => new LocalText("待接受", "Waits to be accepted"),
            VisitState.Accepted => new("已接受", "Accepted"),
            VisitState.Departed => new("已出发", "On the way"),
            VisitState.Arrived => new("已到达", "On site"),
            _ => new LocalText("已完成", "Done"),
        };
        return new LocalText($"路程约 {minutes} 分钟\n{state.Zh}", $"About {minutes} min of travel\n{state.En}").In(language);
    }

    private static CalDateTime Instant(DateTimeOffset instant) => new(instant.UtcDateTime);
}
