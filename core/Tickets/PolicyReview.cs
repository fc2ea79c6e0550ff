using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>What becomes of an open ticket's clocks once it asks again which policy is for it. Pure: it decides as the ticket itself would.</summary>
/// <param name="Clocks">Clocks of which deadline, state or policy is another, or that start or end by it.</param>
public sealed record PolicyReview(IReadOnlyList<ReviewedClock> Clocks)
{
    /// <summary>Whether a deadline or a state is another.</summary>
    public bool Moves => Clocks.Any(clock => clock.Moves);

    /// <summary>Whether a deadline has passed that had not before.</summary>
    public bool Breaches => Clocks.Any(clock => clock.Breaches);

    /// <summary>Reviews a ticket; null when nothing would change.</summary>
    public static PolicyReview? Of(Ticket ticket, TicketRules rules, DateTimeOffset now)
    {
        if (!ticket.IsOpen)
            return null;
        var events = TicketDecisions.Decide(ticket, new ReviewPolicy(), rules, now).Events.Cast<TicketEvent>().ToList();
        var at = events.FindIndex(@event => @event is SlaMoved moved && moved.Happenings.Any(happening => happening is PolicyReplaced));
        if (at < 0)
            return null;
        // What fell due meanwhile would have happened anyway.
        var before = events.Take(at).Aggregate(ticket, (state, @event) => state.Apply(@event)).Sla;
        var after = events.Skip(at).Aggregate(events.Take(at).Aggregate(ticket, (state, @event) => state.Apply(@event)), (state, @event) => state.Apply(@event)).Sla;
        return new([..
            from key in before.Clocks.Concat(after.Clocks).Select(clock => clock.Key).Distinct(StringComparer.Ordinal)
            let clock = new ReviewedClock(key, Find(before, key), Find(after, key))
            where clock.Before != clock.After
            select clock]);
    }

    private static SlaClock? Find(SlaClocks clocks, string key) => clocks.Clocks.FirstOrDefault(clock => clock.Key == key);
}

/// <summary>A clock before a review and after it.</summary>
/// <param name="Before">Null when it starts by the review.</param>
/// <param name="After">Null when it is forgotten by it.</param>
public sealed record ReviewedClock(string Key, SlaClock? Before, SlaClock? After)
{
    /// <summary>Whether deadline or state is another.</summary>
    public bool Moves => (Before?.DueAt, Before?.State) != (After?.DueAt, After?.State) || Breaches;

    /// <summary>Whether the deadline has passed that had not before.</summary>
    public bool Breaches => Before?.BreachedAt is null && After?.BreachedAt is not null;
}
