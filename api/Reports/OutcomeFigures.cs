using Dispatch.Api.Tickets;
using Dispatch.Silo.Outcomes;

namespace Dispatch.Api.Reports;

/// <summary>Figures of some promises.</summary>
/// <param name="Met">Kept.</param>
/// <param name="Breached">Broken.</param>
/// <param name="Owed">Those of the broken ones that are not done yet.</param>
/// <param name="SpareSeconds">Working seconds that the kept ones had left, in sum.</param>
/// <param name="LateSeconds">Working seconds by which the broken ones that are done were late, in sum.</param>
/// <param name="WorstLateSeconds">The most of it for one promise.</param>
public sealed record OutcomeFigures(long Met, long Breached, long Owed, long SpareSeconds, long LateSeconds, long WorstLateSeconds)
{
    /// <summary>Share that was kept, 0 to 1; absent where nothing was decided.</summary>
    public double? Attainment => Met + Breached is 0 ? null : (double)Met / (Met + Breached);

    /// <summary>The figures of several counts together.</summary>
    internal static OutcomeFigures Of(IReadOnlyCollection<OutcomeCount> counts) => new(
        counts.Sum(count => count.Met), counts.Sum(count => count.Breached), counts.Sum(count => count.Owed),
        counts.Sum(count => Seconds(count.Spare)), counts.Sum(count => Seconds(count.Late)), counts.Select(count => Seconds(count.WorstLate)).DefaultIfEmpty().Max());

    internal static long Seconds(TimeSpan span) => (long)span.TotalSeconds;
}

/// <summary>Figures of a target.</summary>
/// <param name="Target">Id of the target.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="Name">The same in words.</param>
public sealed record TargetFigures(string Target, string Metric, LocalText Name, OutcomeFigures Figures)
{
    /// <summary>Policy; absent for the limit of a flow that no policy measures.</summary>
    public string? Policy { get; init; }

    internal static TargetFigures Of(OutcomeCount count) => new(count.Key[1]!, count.Key[2]!, EventWords.Of(count.Key[2]!), OutcomeFigures.Of([count])) { Policy = count.Key[0] };
}

/// <summary>Figures of a team or a person.</summary>
/// <param name="Figures">Of the promises whose ticket was theirs when they were decided.</param>
/// <param name="HeldSeconds">Working seconds for which they had what was promised, whoever had it in the end.</param>
/// <param name="HeldLateSeconds">What of that was beyond the budget.</param>
public sealed record HolderFigures(string Id, LocalText Name, OutcomeFigures Figures, long HeldSeconds, long HeldLateSeconds)
{
    /// <summary>Those who had anything, the most promises first.</summary>
    internal static IReadOnlyList<HolderFigures> Of(IReadOnlyList<OutcomeCount> counts, IReadOnlyList<HeldTime> held, Func<string, LocalText> name)
    {
        var decided = counts.Where(count => count.Key[0] is not null).ToDictionary(count => count.Key[0]!, StringComparer.Ordinal);
        var had = held.Where(time => time.Key is not null).ToDictionary(time => time.Key!, StringComparer.Ordinal);
        return
        [
            .. decided.Keys.Union(had.Keys, StringComparer.Ordinal).Select(id => new HolderFigures(
                    id, name(id), OutcomeFigures.Of(decided.TryGetValue(id, out var count) ? [count] : []),
                    OutcomeFigures.Seconds(had.GetValueOrDefault(id)?.Counted ?? default), OutcomeFigures.Seconds(had.GetValueOrDefault(id)?.Late ?? default)))
                .OrderByDescending(holder => holder.Figures.Met + holder.Figures.Breached).ThenBy(holder => holder.Id, StringComparer.Ordinal),
        ];
    }
}

/// <summary>Figures of a stretch of time.</summary>
/// <param name="From">The date on which it begins.</param>
public sealed record StretchFigures(DateOnly From, OutcomeFigures Figures);
