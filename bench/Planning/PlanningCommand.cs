using System.CommandLine;
using Dispatch.Planning.Solving;

namespace Dispatch.Bench;

/// <summary><c>bench -- planning</c>: public routing instances, each solution judged from the raw text, beside the best known.</summary>
internal static class PlanningCommand
{
    public static Command Make()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "folder of the instances, with best-known.csv", DefaultValueFactory = _ => new("../shared/data/planning") };
        var set = new Option<string>("--set") { Description = "solomon, homberger-200, homberger-1000 or trsp", DefaultValueFactory = _ => "solomon" };
        var only = new Option<string?>("--only") { Description = "names of instances, separated by commas; all" };
        var seconds = new Option<double>("--seconds") { Description = "real time for each instance and seed", DefaultValueFactory = _ => 10 };
        var iterations = new Option<long?>("--iterations") { Description = "rounds for each instance and seed, in place of time" };
        var seeds = new Option<int>("--seeds") { Description = "how many seeds, from 1", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "searches at once for each instance", DefaultValueFactory = _ => 1 };
        var objective = new Option<string>("--objective") { Description = "vehicles (first, then distance) or distance (alone)", DefaultValueFactory = _ => "distance" };
        objective.AcceptOnlyFromAmong("vehicles", "distance");
        set.AcceptOnlyFromAmong("solomon", "homberger-200", "homberger-1000", "trsp");
        var planning = new Command("planning", "Public routing instances beside the best known.") { data, set, only, seconds, iterations, seeds, threads, objective, Common.Out, Common.Note };
        planning.SetAction(async (result, cancellation) =>
        {
            var folder = result.GetValue(data)!;
            if (!folder.Exists)
            {
                Console.Error.WriteLine($"There is no {folder.FullName}: name the folder of the instances with --data.");
                return 2;
            }
            var limit = result.GetValue(iterations) is { } rounds ? SearchLimit.Rounds(rounds) : SearchLimit.For(TimeSpan.FromSeconds(result.GetValue(seconds)));
            var bench = new PlanningBench(
                folder.FullName, result.GetValue(set)!, result.GetValue(objective) is "vehicles", limit, result.GetValue(threads), cancellation);
            var names = result.GetValue(only)?.Split(',', StringSplitOptions.TrimEntries);
            var results = new List<InstanceResult>();
            foreach (var name in bench.Instances.Where(name => names is null || names.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                for (var seed = 1; seed <= result.GetValue(seeds); seed++)
                {
                    results.Add(await bench.Run(name, seed));
                    Console.WriteLine(results[^1]);
                }
            }
            await Common.Report(result, PlanningReport.Of(bench, results, result.GetValue(seeds)));
            return results.Any(each => each.Faults > 0) ? 1 : 0;
        });
        return planning;
    }
}
