using System.Text.Json;
using Dispatch.Grains.Journal;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>Calls to other systems that an escalation asks for.</summary>
internal static class WebhookCalls
{
    public static IEnumerable<OutboxMessage> Of(Ticket ticket, TicketEvent @event, string cause, DateTimeOffset now)
    {
        if (@event is not SlaEscalated { Happening: var level })
            yield break;
        var clock = ticket.Sla.Clocks.FirstOrDefault(each => each.Key == level.Clock);
        foreach (var webhook in level.Actions.OfType<WebhookAction>().Select(action => action.Webhook).Distinct(StringComparer.Ordinal))
        {
            var call = new WebhookCall(webhook, EventKinds.Of<TicketEvent>().KindOf(@event), ticket.Id, ticket.Facts!.Number, level.Clock, level.Level, now)
            {
                DueAt = clock?.BreachedAt ?? clock?.DueAt,
            };
            yield return new($"{cause}/webhook/{webhook}", WebhookCall.Channel, now, JsonSerializer.SerializeToUtf8Bytes(call, DispatchJson.Stored));
        }
    }
}

/// <summary>What another system is told: the body of the request as it is sent. It holds no personal data.</summary>
/// <param name="Webhook">Id of the webhook.</param>
/// <param name="Kind">Published kind of the event.</param>
/// <param name="Ticket">Bare ticket id.</param>
/// <param name="Number">The ticket's number.</param>
/// <param name="Clock">Key of the SLA clock.</param>
/// <param name="Level">Escalation level.</param>
/// <param name="At">When it happened.</param>
public sealed record WebhookCall(string Webhook, string Kind, string Ticket, string Number, string Clock, int Level, DateTimeOffset At)
{
    /// <summary>Channel of messages to other systems.</summary>
    public const string Channel = "webhook";

    /// <summary>The deadline that is near or has passed.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
