using System.Globalization;
using System.Text;

namespace Dispatch.Bench.Week;

/// <summary>Both ways of dispatching at one load: a week for each seed.</summary>
internal sealed record LoadResult(int Daily, IReadOnlyList<(int Seed, WeekFigures Baseline, WeekFigures Dispatch)> Weeks);

/// <summary>Writes weeks down side by side.</summary>
internal static class WeekReport
{
    private static readonly (string Name, Func<WeekFigures, double> Of, string Form)[] Lines =
    [
        ("tickets that ask for a visit", week => week.Tickets, "N0"),
        ("cancelled before anybody set out", week => week.Cancelled, "N1"),
        ("visits begun within the week", week => week.Visits, "N0"),
        ("nobody came by the end of the week", week => week.Unserved, "N1"),
        ("of them too late, because the 48 hours of the flow had passed", week => week.Expired, "N1"),
        ("SLA breaches: resolution", week => week.Breaches, "N1"),
        ("wait from ticket to arrival, mean, h", week => week.MeanWait, "N2"),
        ("wait from ticket to arrival, p90, h", week => week.P90Wait, "N2"),
        ("travel for each visit, min", week => week.TravelPerVisit, "N1"),
        ("visits for each engineer and day", week => week.PerEngineerDay, "N2"),
        ("work beyond the end of shifts, h in the week", week => week.Overtime, "N1"),
        ("promises moved or made anew, for each visit", week => week.Moved, "N2"),
    ];

    public static string Of(IReadOnlyList<LoadResult> loads, int rounds)
    {
        var text = new StringBuilder().AppendLine("# A week in the field").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            A pure simulation over core in virtual time, without grains, HTTP or storage: the demo company's forty engineers in Shanghai, its cases, routing rules, calendars
            and policies, from Monday to Sunday. Both sides have the same tickets at the same instants, the same real durations (45 to 120 minutes where 60 are planned),
            the same three engineers who fall ill, the same cancellations (one ticket in twenty). Every promise is a hold in an engineer's day, decided as the service decides it.
            Every visit that was made is checked afterwards: skills, zone, hours, ways, day limits, nobody at two places at once; a broken rule ends the benchmark.

            The baseline sends the nearest engineer who is free and able, at once, first come, first served; while nobody is free a ticket waits for the first who is. Dispatch
            books each visit where the matching proposes it and improves today and tomorrow of each zone every five minutes ({rounds:N0} rounds of search), where that gains
            at least 20 yuan or finds somebody for what nobody has. The baseline has no appointments to keep: whoever is done early goes on at once, without notice. An engineer with
            appointments comes when he has promised to, not before.
            """).AppendLine();
        foreach (var load in loads)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {load.Daily} tickets with visits a day, mean of {load.Weeks.Count} seeds").AppendLine();
            text.AppendLine("| | nearest free engineer | Dispatch |").AppendLine("|---|---|---|");
            var (baseline, dispatch) = (WeekFigures.Mean([.. load.Weeks.Select(week => week.Baseline)]), WeekFigures.Mean([.. load.Weeks.Select(week => week.Dispatch)]));
            foreach (var (name, of, form) in Lines)
                text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {of(baseline).ToString(form, CultureInfo.InvariantCulture)} | {of(dispatch).ToString(form, CultureInfo.InvariantCulture)} |");
            text.AppendLine();
        }
        text.AppendLine("## Each week").AppendLine().AppendLine("Nearest free engineer; Dispatch.").AppendLine();
        text.AppendLine("| tickets a day | seed | breaches | nobody came | mean wait, h | p90 wait, h | travel for each visit, min |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (var load in loads)
            foreach (var (seed, a, b) in load.Weeks)
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {load.Daily} | {seed} | {a.Breaches}; {b.Breaches} | {a.Unserved}; {b.Unserved} | {a.MeanWait:N2}; {b.MeanWait:N2} | {a.P90Wait:N2}; {b.P90Wait:N2} | {a.TravelPerVisit:N1}; {b.TravelPerVisit:N1} |");
        return text.ToString();
    }
}
