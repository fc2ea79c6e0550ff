using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Configuration;
using Dispatch.Grains.Journal;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>Messages that leave the system because of an event.</summary>
internal static class Notices
{
    public static IEnumerable<OutboxMessage> Of(Ticket ticket, TicketEvent @event, string cause, DateTimeOffset now)
    {
        var (whom, happening) = @event switch
        {
            SlaWarned e => (e.Happening.Notify, e.Happening),
            SlaEscalated e => (e.Happening.Actions.OfType<NotifyAction>().SelectMany(action => action.Whom), e.Happening),
            _ => (Enumerable.Empty<Receiver>(), (ClockHappening?)null),
        };
        foreach (var receiver in whom.SelectMany(each => Reached(each, ticket)).Distinct())
        {
            var clock = ticket.Sla.Clocks.FirstOrDefault(each => each.Key == happening!.Clock);
            var notice = new Notice(cause, ticket.Id, ticket.Facts!.Number, EventKinds.Of<TicketEvent>().KindOf(@event), receiver, ticket.Team, ticket.Assignee)
            {
                Org = ticket.Org,
                At = now,
                Clock = happening!.Clock,
                CaseType = ticket.CaseType,
                Step = clock?.Step is { } instance ? ticket.StepOf(instance)?.Step : null,
                Warning = (happening as WarningReached)?.Warning,
                Level = (happening as EscalationReached)?.Level,
                Urgent = happening is EscalationReached { Urgent: true },
                DueAt = clock?.BreachedAt ?? clock?.DueAt,
            };
            yield return new($"{cause}/{receiver}", Notice.Channel, now, JsonSerializer.SerializeToUtf8Bytes(notice, DispatchJson.Stored));
        }
    }

    /// <summary>Who follows the ticket is said by name: it is known now, and may be others when the message is sent.</summary>
    private static IEnumerable<Receiver> Reached(Receiver receiver, Ticket ticket) =>
        receiver.Kind is ReceiverKind.Watchers ? ticket.Watchers.Select(person => new Receiver(ReceiverKind.Person, person)) : [receiver];
}

/// <summary>A message to people about a ticket; who that is at the moment is found out when it is sent. It holds no personal data of customers.</summary>
/// <param name="Cause">The event that it tells of, as <c>entity@version</c>.</param>
/// <param name="Ticket">Bare ticket id.</param>
/// <param name="Number">The ticket's number.</param>
/// <param name="Kind">Published kind of the event.</param>
/// <param name="To">Who is to be told.</param>
/// <param name="Team">Team that answered for the ticket.</param>
/// <param name="Assignee">Who had it; null while nobody had.</param>
public sealed record Notice(string Cause, string Ticket, string Number, string Kind, Receiver To, string? Team, string? Assignee)
{
    /// <summary>Channel of messages to people.</summary>
    public const string Channel = "notify";

    /// <summary>Org path that owns the ticket.</summary>
    public string Org { get; init; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Key of the SLA clock that it is about.</summary>
    public string? Clock { get; init; }

    /// <summary>Step of the flow that the clock measures; null for other clocks.</summary>
    public string? Step { get; init; }

    /// <summary>The flow that names the step.</summary>
    public DocumentRef? CaseType { get; init; }

    /// <summary>Place in the target's warnings, from 0; null for an escalation.</summary>
    public int? Warning { get; init; }

    /// <summary>Escalation level; null for a warning.</summary>
    public int? Level { get; init; }

    /// <summary>Whether the escalation level asks to tell people outside their working hours as well.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Urgent { get; init; }

    /// <summary>The deadline that is near or has passed.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
