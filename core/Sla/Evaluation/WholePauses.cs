using System.Collections.Immutable;

namespace Dispatch.Sla;

/// <summary>Every pause of every clock, from what happened: a clock itself keeps only <see cref="SlaClock.MostPauses"/> one by one.</summary>
public sealed class WholePauses
{
    private readonly Dictionary<string, Told> clocks = new(StringComparer.Ordinal);

    /// <summary>Reads what happened to the clocks of one ticket, in order.</summary>
    public WholePauses(IEnumerable<SlaHappening> happenings)
    {
        foreach (var happening in happenings.OfType<ClockHappening>())
            clocks[happening.Clock] = (clocks.GetValueOrDefault(happening.Clock) ?? new([], null)).After(happening);
    }

    /// <summary>The clock with all its pauses; as it is where they do not lead to its deadline, because what happened is not known from its start on or the calendar changed in between.</summary>
    public SlaClock Of(SlaClock clock, SlaBook book)
    {
        if (clock.Pauses.Count < SlaClock.MostPauses || !clocks.TryGetValue(clock.Key, out var told))
            return clock;
        var whole = clock with { Pauses = told.Pauses };
        var calendar = book.Calendar(clock.Calendar);
        return Leads(whole) == Leads(clock) ? whole : clock;

        (DateTimeOffset?, TimeSpan) Leads(SlaClock each) => (
            DueCalculation.Due(calendar, each.StartedAt, each.Budget, each.Extending, each.AtOpening),
            DueCalculation.Used(calendar, each.StartedAt, each.EndedAt ?? each.Pauses[^1].To ?? each.Pauses[^1].From, each.Extending));
    }

    private sealed record Told(ImmutableList<Pause> Pauses, DateTimeOffset? EndedAt)
    {
        public Told After(ClockHappening happening) => happening switch
        {
            TargetStarted e => new([.. e.Pauses ?? []], null),
            TargetPaused e => this with { Pauses = Pauses.Add(new(e.At, null, e.Reason)) },
            TargetResumed e => this with { Pauses = EndedBy(e.At) },
            TargetReopened { Throughout: true } => this with { EndedAt = null },
            TargetReopened e => new(Pauses.Add(new(EndedAt ?? e.At, e.At, SlaClock.Stopped)), null),
            TargetMet e => new(EndedBy(e.At), e.At),
            TargetMissed e => new(EndedBy(e.At), e.At),
            TargetWithdrawn e => new(EndedBy(e.At), e.At),
            _ => this,
        };

        private ImmutableList<Pause> EndedBy(DateTimeOffset at) =>
            Pauses is [.., { To: null } last] ? Pauses.SetItem(Pauses.Count - 1, last with { To = at }) : Pauses;
    }
}
