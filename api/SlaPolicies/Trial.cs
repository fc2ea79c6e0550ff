using Dispatch.Api.Tickets;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Api.SlaPolicies;

/// <summary>Looks at tickets one by one and sums up what a policy would do to them.</summary>
/// <param name="open">Tickets that are open, whoever sees them.</param>
public sealed class Trial(int open)
{
    private const int MostExamples = 200;

    private readonly SortedDictionary<string, int> before = new(StringComparer.Ordinal), after = new(StringComparer.Ordinal);
    private readonly List<TrialExample> breaching = [], moving = [];
    private int lookedAt, changed, moved, breached;

    /// <summary>What it came to.</summary>
    public TrialResult Result => new(lookedAt, open, TryPolicy.Most, changed, moved, breached, before, after, [.. breaching.Concat(moving).Take(MostExamples)]);

    /// <summary>Looks at a ticket.</summary>
    public void Look(Ticket ticket, TicketRules rules, DateTimeOffset now)
    {
        lookedAt++;
        var review = PolicyReview.Of(ticket, rules, now);
        Count(before, ticket.Sla.Clocks.Where(clock => clock.IsOpen), 1);
        Count(after, ticket.Sla.Clocks.Where(clock => clock.IsOpen), 1);
        if (review is null)
            return;
        changed++;
        moved += review.Moves ? 1 : 0;
        breached += review.Breaches ? 1 : 0;
        foreach (var clock in review.Clocks)
        {
            Replace(ticket, clock);
            var examples = clock.Breaches ? breaching : moving;
            if (clock.Moves && examples.Count < MostExamples)
                examples.Add(new(ticket.Id, ticket.Facts!.Number, clock.Key, (clock.After ?? clock.Before)!.Metric, clock.Breaches)
                {
                    OldDueAt = clock.Before?.DueAt,
                    NewDueAt = clock.After?.DueAt,
                    OldState = clock.Before is { } old ? ClockViews.StateOf(old) : null,
                    NewState = clock.After is { } next ? ClockViews.StateOf(next) : null,
                });
        }
    }

    // What the clock was as stored, and what fell due meanwhile, count by how it stood just before.
    private void Replace(Ticket ticket, ReviewedClock clock)
    {
        var stored = ticket.Sla.Clocks.Where(each => each.Key == clock.Key && each.IsOpen).ToList();
        Count(before, stored, -1);
        Count(after, stored, -1);
        Count(before, clock.Before is { IsOpen: true } old ? [old] : [], 1);
        Count(after, clock.After is { IsOpen: true } next ? [next] : [], 1);
    }

    private static void Count(SortedDictionary<string, int> counts, IEnumerable<SlaClock> clocks, int by)
    {
        foreach (var state in clocks.Select(ClockViews.StateOf))
            counts[state] = counts.GetValueOrDefault(state) + by;
    }
}

/// <summary>What publishing would do.</summary>
/// <param name="LookedAt">Tickets looked at: those that came in last, and that the caller may see.</param>
/// <param name="Open">Tickets that are open.</param>
/// <param name="Limit">Most tickets that are looked at.</param>
/// <param name="Changed">Tickets that would go on by what was published.</param>
/// <param name="Moved">Those of which a deadline or a state would be another.</param>
/// <param name="Breached">Those of which a deadline would have passed already, and has not by what is published now.</param>
/// <param name="Before">Open clocks of all tickets looked at by state, as things are: running, paused, breached.</param>
/// <param name="After">The same as they would be.</param>
/// <param name="Examples">Up to 200 clocks that would move, those that would breach first.</param>
public sealed record TrialResult(
    int LookedAt, int Open, int Limit, int Changed, int Moved, int Breached,
    IReadOnlyDictionary<string, int> Before, IReadOnlyDictionary<string, int> After, IReadOnlyList<TrialExample> Examples);

/// <summary>A clock that would move.</summary>
/// <param name="Ticket">Id of the ticket.</param>
/// <param name="Number">Number of the ticket.</param>
/// <param name="Clock">Key of the clock.</param>
/// <param name="Breaches">Whether its deadline would have passed already, and has not by what is published now.</param>
public sealed record TrialExample(string Ticket, string Number, string Clock, SlaMetric Metric, bool Breaches)
{
    /// <summary>The deadline as things are; absent while a pause holds it off, or when the clock would start anew.</summary>
    public DateTimeOffset? OldDueAt { get; init; }

    /// <summary>The deadline as it would be.</summary>
    public DateTimeOffset? NewDueAt { get; init; }

    /// <summary>How the clock stands; absent when it would start anew.</summary>
    public string? OldState { get; init; }

    /// <summary>How it would stand.</summary>
    public string? NewState { get; init; }
}
