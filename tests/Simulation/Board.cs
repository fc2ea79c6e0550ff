using Dispatch.Flows;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Feed;
using Dispatch.Tests.World;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation;

/// <summary>The board on everybody's wall: follows the change feed over every crash and tells people what concerns them.</summary>
internal sealed class Board(VirtualWorld world)
{
    private static readonly EventKinds Kinds = EventKinds.Of<TicketEvent>();
    private static readonly string[] Shown = ["ticket-opened.v1", "flow-advanced.v1", "step-assigned.v1", "visit-planned.v1", "visit-booked.v1"];

    private readonly Dictionary<(string Ticket, string Instance), string> steps = [];
    private readonly Dictionary<(string Ticket, string WorkOrder), IReadOnlyList<PartNeed>> parts = [];
    private readonly Dictionary<string, string> kinds = new(StringComparer.Ordinal);
    private CancellationTokenSource watching = new();
    private long seen = world.Query("select coalesce(max(seq), 0) from event", row => row.GetInt64(0))[0];

    /// <summary>Told of each event of a ticket that is shown.</summary>
    public Action<string, TicketEvent> Shows { get; set; } = static (_, _) => { };

    /// <summary>Where the feed left out an event or repeated one, or null.</summary>
    public string? Gap { get; private set; }

    /// <summary>Follows the silo as it runs now.</summary>
    public void Follow()
    {
        var (feed, token) = (world.Service<ChangeFeed>(), watching.Token);
        _ = world.Scheduler.Start(() => Read(feed, token));
    }

    /// <summary>The silo it followed is dead.</summary>
    public void Leave()
    {
        var dead = watching;
        watching = new();
        dead.Cancel();
    }

    /// <summary>The step of the flow that an instance is of.</summary>
    public string StepOf(string ticket, string instance) => steps.GetValueOrDefault((ticket, instance), "");

    /// <summary>The kind of a ticket.</summary>
    public string KindOf(string ticket) => kinds[ticket];

    /// <summary>Parts that a visit was planned with.</summary>
    public IReadOnlyList<PartNeed> PartsOf(string ticket, string workOrder) => parts.GetValueOrDefault((ticket, workOrder), []);

    private async Task Read(ChangeFeed feed, CancellationToken token)
    {
        try
        {
            await foreach (var batch in feed.Read(seen, token))
                foreach (var @event in batch)
                    Take(@event);
        }
        catch (Exception) when (token.IsCancellationRequested)
        {
            // As a browser whose server is gone.
        }
    }

    private void Take(JournalEvent stored)
    {
        if (stored.Seq != seen + 1)
            Gap ??= $"event {stored.Seq} came after {seen}";
        seen = stored.Seq;
        if (!Shown.Contains(stored.Kind))
            return;
        var ticket = stored.EntityId[(Ticket.Kind.Length + 1)..];
        var @event = (TicketEvent)Kinds.Read(stored.Kind, stored.Body.Span)!;
        Note(ticket, @event);
        Shows(ticket, @event);
    }

    private void Note(string ticket, TicketEvent @event)
    {
        if (@event is TicketOpened opening)
            kinds[ticket] = opening.Facts.Kind;
        if (@event is VisitPlanned planned)
            parts[(ticket, planned.WorkOrder.Id)] = planned.WorkOrder.Parts;
        if (@event is FlowAdvanced advanced)
            foreach (var opened in advanced.Happenings.OfType<StepOpened>())
                steps[(ticket, opened.Instance)] = opened.Step;
    }
}
