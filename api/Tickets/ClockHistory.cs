using Dispatch.Grains.Journal;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>What happened to a ticket's clocks, from the journal: a clock keeps only its last pauses one by one, a proof names every one.</summary>
public sealed class ClockHistory(IJournal journal)
{
    private const int Page = 500;
    private static readonly string MovedKind = EventKinds.Of<TicketEvent>().KindOf(new SlaMoved([], default));

    /// <summary>All pauses of a ticket's clocks; null where the clocks themselves have them all.</summary>
    public async Task<WholePauses?> PausesOf(Ticket ticket, CancellationToken cancellationToken)
    {
        if (ticket.Sla.Clocks.All(clock => clock.Pauses.Count < SlaClock.MostPauses))
            return null;
        var happenings = new List<SlaHappening>();
        var version = 0L;
        while (await journal.ReadEntity($"{Ticket.Kind}/{ticket.Id}", version, Page, cancellationToken) is { Count: > 0 } events)
        {
            foreach (var @event in events)
                if (@event.Kind == MovedKind && EventKinds.Of<TicketEvent>().Read(@event.Kind, @event.Body.Span) is SlaMoved moved)
                    happenings.AddRange(moved.Happenings);
            version = events[^1].Version;
        }
        return new(happenings);
    }
}
