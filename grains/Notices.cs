using System.Text.Json;
using Dispatch.Grains.Journal;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>Messages that leave the system because of an event.</summary>
internal static class Notices
{
    /// <summary>Channel of messages to people.</summary>
    public const string Channel = "notify";

    public static IEnumerable<OutboxMessage> Of(Ticket ticket, TicketEvent @event, string cause, DateTimeOffset now)
    {
        IEnumerable<Receiver> whom = @event switch
        {
            SlaWarned e => e.Happening.Notify,
            SlaEscalated e => e.Happening.Actions.OfType<NotifyAction>().SelectMany(action => action.Whom),
            _ => [],
        };
        foreach (var receiver in whom.Distinct())
        {
            var notice = new Notice(cause, ticket.Id, ticket.Facts!.Number, EventKinds.Of<TicketEvent>().KindOf(@event), receiver, ticket.Team, ticket.Assignee);
            yield return new($"{cause}/{receiver}", Channel, now, JsonSerializer.SerializeToUtf8Bytes(notice, DispatchJson.Stored));
        }
    }
}

/// <summary>A message to a person about a ticket; who that is at the moment is resolved when it is sent.</summary>
internal sealed record Notice(string Cause, string Ticket, string Number, string Kind, Receiver To, string? Team, string? Assignee);
