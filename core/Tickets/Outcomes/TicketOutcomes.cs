using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>Reads off a ticket's events how its promises came out. A promise that is still open and in time has no outcome yet.</summary>
/// <remarks>
/// A broken promise stays broken, whatever is changed, reopened or withdrawn after it. One that was kept is open again when the ticket is
/// reopened and its clock goes on.
/// </remarks>
public sealed class TicketOutcomes
{
    private static readonly string MovedKind = EventKinds.Of<TicketEvent>().KindOf(new SlaMoved([], default));
    private static readonly string BreachedKind = EventKinds.Of<TicketEvent>().KindOf(new SlaBreached(new("", default, default), default, default));
    private readonly SlaBook book;
    private readonly Holders holders = new();
    private readonly List<SlaHappening> happenings = [];
    private readonly OrderedDictionary<(string Clock, DateTimeOffset StartedAt), SlaOutcome> outcomes = [];
    private SlaClocks clocks = SlaClocks.None;

    private TicketOutcomes(SlaBook book) => this.book = book;

    /// <summary>The outcomes of a ticket, in the order in which they were decided first.</summary>
    /// <param name="ticket">Id of the ticket.</param>
    /// <param name="events">All its events, oldest first.</param>
    /// <param name="book">Calendars of all versions that its clocks ran by.</param>
    /// <exception cref="InvalidOperationException">The book lacks one of them.</exception>
    public static IReadOnlyList<SlaOutcome> Of(string ticket, IEnumerable<TicketEvent> events, SlaBook book)
    {
        var (reader, state, at) = (new TicketOutcomes(book), Ticket.Initial(ticket), DateTimeOffset.MinValue);
        foreach (var @event in events)
        {
            state = state.Apply(@event);
            // An event without an instant of its own happens with the one before.
            at = (@event as IDated)?.At ?? at;
            reader.holders.Note(state, at);
            foreach (var happening in HappeningsOf(@event))
                reader.Take(happening);
        }
        return [.. reader.outcomes.Values];
    }

    /// <summary>Whether events of a published kind ever change what <see cref="Of"/> says of their ticket: the others need not be read.</summary>
    public static bool MayDecide(string kind) => kind == MovedKind || kind == BreachedKind;

    /// <summary>Whether an event can change what <see cref="Of"/> says of its ticket.</summary>
    public static bool Decides(TicketEvent @event) => HappeningsOf(@event).Any(happening =>
        happening is TargetMet or TargetMissed or TargetBreached or TargetReopened or TargetWithdrawn);

    private static IEnumerable<SlaHappening> HappeningsOf(TicketEvent @event) => @event switch
    {
        SlaMoved e => e.Happenings,
        SlaWarned e => [e.Happening],
        SlaBreached e => [e.Happening],
        SlaEscalated e => [e.Happening],
        _ => [],
    };

    private void Take(SlaHappening happening)
    {
        var before = happening is ClockHappening { Clock: var key } ? Find(key) : null;
        happenings.Add(happening);
        clocks = clocks.Apply(happening);
        if (happening is not ClockHappening { Clock: var changed } || Find(changed) is not { } clock)
            return;
        switch (happening)
        {
            case TargetMet e:
                Put(Ended(clock, clock, e.At) with { Margin = e.Margin });
                break;
            case TargetMissed e:
                Put(Ended(clock, clock, e.At) with { Margin = -e.Late });
                break;
            case TargetBreached:
                Put(Owed(clock));
                break;
            case TargetReopened when clock.BreachedAt is not null:
                Put(Owed(clock));
                break;
            case TargetReopened:
                outcomes.Remove((clock.Key, clock.StartedAt));
                break;
            case TargetWithdrawn e when clock.BreachedAt is not null && before is { IsOpen: true }:
                var ended = Ended(clock, before, e.At);
                Put(ended with { Margin = clock.Budget - ended.Held.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Counted) });
                break;
        }
    }

    private SlaClock? Find(string key) => clocks.Clocks.FirstOrDefault(clock => clock.Key == key);

    private void Put(SlaOutcome outcome) => outcomes[(outcome.Clock, outcome.StartedAt)] = outcome;

    private SlaOutcome Owed(SlaClock clock) => Decided(clock, met: false, clock.BreachedAt!.Value) with { Held = Held(clock, clock.BreachedAt!.Value) };

    /// <param name="counted">The clock as it counted up to its end.</param>
    private SlaOutcome Ended(SlaClock clock, SlaClock counted, DateTimeOffset at) =>
        Decided(clock, clock.State is SlaClockState.Met, clock.State is SlaClockState.Met ? at : clock.BreachedAt ?? at) with
        {
            EndedAt = at,
            Held = Held(counted, at),
        };

    private SlaOutcome Decided(SlaClock clock, bool met, DateTimeOffset at) =>
        new(clock.Key, clock.Target, clock.Metric, clock.StartedAt, clock.Budget, met, at, holders.At(clock, at)) { Policy = clock.Policy };

    private List<Holding> Held(SlaClock clock, DateTimeOffset end)
    {
        var whole = clock.Pauses.Count < SlaClock.MostPauses ? clock : new WholePauses(happenings).Of(clock, book);
        var (calendar, sum) = (book.Calendar(clock.Calendar), TimeSpan.Zero);
        var held = new List<Holding>();
        foreach (var (holder, from, to) in holders.Between(clock, clock.StartedAt, end))
        {
            var counted = DueCalculation.Used(calendar, from, to, whole.Extending);
            var late = sum + counted - (sum > clock.Budget ? sum : clock.Budget);
            held.Add(new(holder, from, to, counted, late > TimeSpan.Zero ? late : TimeSpan.Zero));
            sum += counted;
        }
        return held;
    }
}
