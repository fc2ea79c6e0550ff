using System.Globalization;
using System.Text;

namespace Dispatch.Bench.Dynamic;

/// <summary>A day as its checker sees it.</summary>
/// <param name="Share">Percent of requests that became known during the day.</param>
/// <param name="Duration">Working duration, in the instance's units.</param>
/// <param name="Best">Of the best known plan of all requests, known from the start.</param>
internal sealed record DynamicResult(string Name, int Share, int Rejected, double Duration, double Best, int Faults, IReadOnlyList<double> Reactions)
{
    /// <summary>Percent above the best known; where anything was rejected it says little.</summary>
    public double Gap => 100 * (Duration / Best - 1);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Share} %: {Rejected} rejected, {Gap:0.00} %, p99 {DynamicReport.Percentile(Reactions, 0.99):0.0} ms, {Faults} faults");
}

/// <summary>Writes days down.</summary>
internal static class DynamicReport
{
    public static string Of(IReadOnlyList<DynamicResult> days, DynamicBudgets budgets)
    {
        var text = new StringBuilder("# Planning: technicians, with requests that become known during the day\n\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"{days.Count} days of {days.Select(day => day.Name).Distinct().Count()} instances, one seed, one thread. {budgets.Morning.TotalSeconds:0.##} s of search before the day, {budgets.Between.TotalSeconds:0.##} s after each reveal; a request for which the plan as it is has no room is rejected after {budgets.Reaction.TotalMilliseconds:0} ms of search.");
        text.AppendLine("A way begun is committed to where it leads. Whoever has nothing left goes home at once, and his day is over. Each day as it was done is judged from the raw text by a checker that shares nothing with the solver: windows, skills, tools, parts, ways, and that nobody sets out for what is not known.").AppendLine();
        text.AppendLine("Published (Pillac, Guéret, Medaglia 2012, on their machine): parallel ALNS re-plans in 3.8–7.9 s, rejects 0–1.04 of 100 requests and costs 2.8–8.9 % over the static best; regret-3 insertion rejects 0.9–8.5.").AppendLine();
        text.AppendLine("| known during the day | days | rejected, mean | over the static best, mean | the same where nothing was rejected | reaction p50 | p99 | longest | rules broken |").AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var group in days.GroupBy(day => day.Share).OrderBy(group => group.Key))
            Line(text, $"{group.Key} %", [.. group]);
        Line(text, "all", days);
        text.AppendLine().AppendLine("| instance | known during the day | rejected | over the static best | reaction p99 |").AppendLine("|---|---|---|---|---|");
        foreach (var day in days)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {day.Name} | {day.Share} % | {day.Rejected} | {day.Gap:0.00} % | {Percentile(day.Reactions, 0.99):0.0} ms |");
        return text.ToString();
    }

    public static double Percentile(IReadOnlyList<double> values, double share) => values.Count is 0 ? 0 : values.Order().ElementAt((int)Math.Ceiling(share * values.Count) - 1);

    private static void Line(StringBuilder text, string of, IReadOnlyList<DynamicResult> days)
    {
        var (reactions, whole) = (days.SelectMany(day => day.Reactions).ToList(), days.Where(day => day.Rejected is 0).ToList());
        var gap = whole.Count is 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{whole.Average(day => day.Gap):0.00} % of {whole.Count}");
        text.AppendLine(CultureInfo.InvariantCulture, $"| {of} | {days.Count} | {days.Average(day => day.Rejected):0.00} | {days.Average(day => day.Gap):0.00} % | {gap} | {Percentile(reactions, 0.5):0.0} ms | {Percentile(reactions, 0.99):0.0} ms | {reactions.Max():0.0} ms | {days.Sum(day => day.Faults)} |");
    }
}
