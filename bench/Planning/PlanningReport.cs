using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary>Writes results of public instances down.</summary>
internal static class PlanningReport
{
    public static string Of(PlanningBench bench, IReadOnlyList<InstanceResult> results, int seeds)
    {
        var bests = results.GroupBy(each => each.Name).Select(group => group.OrderBy(each => each.Unserved).ThenBy(each => bench.VehiclesFirst ? each.Vehicles : 0).ThenBy(each => each.Value).First()).ToList();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Planning: {bench.Set}, {(bench.Set is "trsp" ? "working duration" : bench.VehiclesFirst ? "vehicles first, then distance" : "distance alone")}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{(bench.Limit is { Iterations: { } rounds } ? $"{rounds:N0} rounds" : $"{bench.Limit.Time!.Value.TotalSeconds:0.##} s")} for each instance and seed, {bench.Threads} {(bench.Threads is 1 ? "thread" : "threads")}, {seeds} {(seeds is 1 ? "seed" : "seeds")}.");
        text.AppendLine("Every solution is judged from the instance's raw text, in double precision, by a checker that shares nothing with the solver.").AppendLine();
        text.AppendLine("| of | instances | vehicles | best known | mean gap where comparable | jobs left out | rules broken |").AppendLine("|---|---|---|---|---|---|---|");
        Sum(text, "all runs, a run's mean", results, seeds);
        if (seeds > 1)
            Sum(text, "best of all seeds", bests, 1);
        text.AppendLine().AppendLine("| instance | vehicles | value | best known | gap | rounds |").AppendLine("|---|---|---|---|---|---|");
        foreach (var each in bests)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {each.Name} | {each.Vehicles}{(each.BestVehicles is { } known ? $" of {known}" : "")} | {each.Value:0.00} | {each.BestValue:0.00} | {(each.Counts ? $"{each.Gap:0.00} %" : "–")} | {each.Iterations:N0} |");
        return text.ToString();
    }

    private static void Sum(StringBuilder text, string of, IReadOnlyList<InstanceResult> results, int seeds)
    {
        var counting = results.Where(each => each.Counts).ToList();
        var known = results.All(each => each.BestVehicles is not null) ? $"{results.Sum(each => each.BestVehicles!.Value) / (double)seeds:0.#}" : "–";
        text.AppendLine(CultureInfo.InvariantCulture, $"| {of} | {results.Count / seeds} | {results.Sum(each => each.Vehicles) / (double)seeds:0.#} | {known} | {(counting.Count is 0 ? "–" : $"{counting.Average(each => each.Gap):0.000} % of {counting.Count}")} | {results.Sum(each => each.Unserved)} | {results.Sum(each => each.Faults)} |");
    }
}
