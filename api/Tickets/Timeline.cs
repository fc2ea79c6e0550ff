using Dispatch.Api.Access;
using Dispatch.Api.World;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Access;
using Dispatch.Silo.Notices;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Puts a ticket's history into words.</summary>
public sealed class Timeline(IJournal journal, EventTexts texts, Names names, PrincipalStore principals, INoticeStore notices)
{
    private static readonly ILookup<string, LocalText> NobodyTold = Array.Empty<LocalText>().ToLookup(_ => "");

    /// <summary>The entries as people read them. Bookkeeping is left out; a customer sees only what is meant for him.</summary>
    public async Task<IReadOnlyList<TimelineItem>> Of(
        Ticket ticket, IReadOnlyList<JournalEvent> entries, bool forCustomer, CancellationToken cancellationToken)
    {
        var read = entries.Select(entry => (Entry: entry, Event: EventTexts.Read(entry)))
            .Where(each => each.Event is not (CommandKeyed or NewsHeard or SlaMoved or StepLimitsMoved) && (!forCustomer || IsForCustomer(each.Event)))
            .ToList();
        string[] ids = [.. read.Select(each => TextOf(each.Event, forCustomer)).OfType<ContentRef>().Select(text => text.Id)];
        var contents = (ids is [] ? [] : await journal.ReadContent(ids, cancellationToken)).ToDictionary(text => text.Id, text => text.Text, StringComparer.Ordinal);
        var actors = forCustomer ? [] : await Actors(read.Select(each => each.Entry.Actor), cancellationToken);
        var told = read.Exists(each => each.Event is SlaWarned or SlaEscalated) ? await Told(ticket.Id, cancellationToken) : NobodyTold;
        return [.. read.Select(each => Item(ticket, each.Entry, each.Event, contents, told, forCustomer) with { ActorName = actors.GetValueOrDefault(each.Entry.Actor) })];
    }

    /// <summary>Names of those who were told of each event.</summary>
    private async Task<ILookup<string, LocalText>> Told(string ticket, CancellationToken cancellationToken)
    {
        var told = new List<(string Cause, LocalText Name)>();
        foreach (var (cause, principal) in await notices.ReceiversOf(ticket, cancellationToken))
            told.Add((cause, (await principals.Find(principal, cancellationToken))?.Name ?? names.Person(principal)));
        return told.ToLookup(each => each.Cause, each => each.Name, StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, LocalText>> Actors(IEnumerable<string> actors, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, LocalText>(StringComparer.Ordinal);
        foreach (var actor in actors.Distinct(StringComparer.Ordinal))
        {
            var name = actor.Split(':') switch
            {
                ["system", ..] => new LocalText("系统", "System"),
                ["customer", ..] => new LocalText("客户", "Customer"),
                [_, var id] => (await principals.Find(id, cancellationToken))?.Name,
                _ => null,
            };
            if (name is not null)
                known[actor] = name;
        }
        return known;
    }

    private TimelineItem Item(
        Ticket ticket, JournalEvent entry, TicketEvent? @event, Dictionary<string, string> contents, ILookup<string, LocalText> told, bool forCustomer)
    {
        var (before, after) = ChangeOf(@event);
        return new(
            entry.Version, entry.At, entry.Kind, forCustomer ? "company" : entry.Actor,
            @event is null ? new("有更新", "Updated") : texts.TextOf(@event, instance => ticket.StepOf(instance) is { } step ? names.StepOf(ticket.CaseType, step.Step) : null))
        {
            OnBehalfOf = forCustomer ? null : entry.OnBehalfOf,
            Before = before,
            After = after,
            Body = BodyOf(@event, TextOf(@event, forCustomer), contents, [.. told[$"{entry.EntityId}@{entry.Version}"]], forCustomer),
        };
    }

    private static bool IsForCustomer(TicketEvent? @event) => @event is TicketOpened or ReplySent or ReplyReceived or TicketResolved
        or TicketReopened or TicketClosed or TicketCancelled or VisitBooked or VisitMoved or AppointmentChosen or VisitAccepted or EngineerDeparted or EngineerArrived or VisitCompleted;

    /// <summary>What belongs to an event in somebody's words; a customer reads letters alone, the rest colleagues wrote for each other.</summary>
    private static ContentRef? TextOf(TicketEvent? @event, bool forCustomer) => @event switch
    {
        ReplySent e => e.Text,
        ReplyReceived e => e.Text,
        _ when forCustomer => null,
        StepTransferred e => e.Reason,
        StepFinished e => e.Note,
        NoteAdded e => e.Text,
        TicketHeld e => e.Note,
        TicketResolved e => e.Note,
        TicketReopened e => e.Reason,
        TicketCancelled e => e.Reason,
        PriorityChanged e => e.Reason,
        PlaceSet e => e.Address,
        VisitGivenUp e => e.Reason,
        VisitCompleted e => e.Notes,
        _ => null,
    };

    private static (IReadOnlyDictionary<string, string?>? Before, IReadOnlyDictionary<string, string?>? After) ChangeOf(TicketEvent? @event) => @event switch
    {
        StepAssigned e => (One("assignee", e.Before), One("assignee", e.Person)),
        StepTransferred e => (One("team", e.From), One("team", e.To)),
        PriorityChanged e => (One("priority", TicketFieldSource.CamelCase(e.Before)), One("priority", TicketFieldSource.CamelCase(e.After))),
        PlaceSet e when e.Zone != e.ZoneBefore => (One("zone", e.ZoneBefore), One("zone", e.Zone)),
        _ => (null, null),
    };

    private static Dictionary<string, object?>? BodyOf(
        TicketEvent? @event, ContentRef? said, Dictionary<string, string> contents, List<LocalText> told, bool forCustomer)
    {
        var body = new Dictionary<string, object?>();
        if (said is { } reference)
            body[contents.ContainsKey(reference.Id) ? "text" : "erased"] = contents.TryGetValue(reference.Id, out var text) ? text : true;
        if (EventWords.ActionsOf(@event) is { Count: > 0 } actions)
            body["actions"] = actions;
        if (told.Count > 0)
            body["told"] = told;
        switch (@event)
        {
            case ReplySent { Files.Length: > 0 } e:
                body["files"] = e.Files;
                break;
            case ReplyReceived { Files.Length: > 0 } e:
                body["files"] = e.Files;
                break;
            case TicketRouted e:
                body["because"] = e.Because.Where(reason => reason.Matched).Select(RoutingReasonView.Of).ToList();
                break;
            case TicketHeld { Until: { } until }:
                body["until"] = until;
                break;
            case VisitBooked e:
                (body["workOrder"], body["start"], body["end"]) = (e.WorkOrder, e.Booking.Start, e.Booking.End);
                break;
            case VisitMoved e:
                (body["workOrder"], body["start"], body["end"]) = (e.WorkOrder, e.Booking.Start, e.Booking.End);
                break;
            case AppointmentChosen e:
                (body["workOrder"], body["from"], body["until"]) = (e.WorkOrder, e.Window.From, e.Window.Until);
                break;
            case VisitPinned e:
                (body["workOrder"], body["pinned"]) = (e.WorkOrder, e.Pinned);
                break;
            case VisitCompleted e when !forCustomer:
                (body["workOrder"], body["usedParts"]) = (e.WorkOrder, e.UsedParts);
                break;
        }
        return body.Count is 0 ? null : body;
    }

    private static Dictionary<string, string?>? One(string name, string? value) => value is null ? null : new() { [name] = value };
}
