using System.Text.Json;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>Tickets that another system knew before: committed as history, without the effects that a ticket's grain has.</summary>
public static class HistoricTickets
{
    private static readonly EventKinds Kinds = EventKinds.Of<TicketEvent>();

    /// <summary>The commit of a retold case: nobody is notified, nothing is queued or booked.</summary>
    public static Commit CommitOf(RetoldTicket told, Origin origin) => new(
        $"{Ticket.Kind}/{told.Ticket.Id}", Ticket.Kind, told.Ticket.Org, ExpectedVersion: 0,
        [.. told.Events.Select(past => new EventToStore(Kinds.KindOf(past.Event), TicketInstants.Of(past.Event, past.At), EventKinds.Write(past.Event)))],
        JsonSerializer.SerializeToUtf8Bytes(told.Ticket, DispatchJson.Stored), Ticket.Shape, told.Ticket.NextWake)
    {
        Origin = origin,
        Row = TicketRows.Of(told.Ticket, told.Events.Count),
    };
}
