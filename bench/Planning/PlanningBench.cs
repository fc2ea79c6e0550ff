using System.Globalization;
using Dispatch.Api.Plans;
using Dispatch.Planning;
using Dispatch.Planning.Formats;
using Dispatch.Planning.Solving;
using Dispatch.Tests.Core.Planning.Formats;

namespace Dispatch.Bench;

/// <summary>What came of one instance and seed, as the checker sees it.</summary>
/// <param name="Value">Distance, or working duration of technicians.</param>
/// <param name="BestVehicles">Of the best known; null where only the value counts.</param>
/// <param name="Unserved">Jobs left out; 0 in every plan that counts.</param>
/// <param name="Faults">Rules broken.</param>
internal sealed record InstanceResult(string Name, int Seed, int Vehicles, double Value, int? BestVehicles, double BestValue, int Unserved, int Faults, long Iterations, double Seconds)
{
    /// <summary>Percent above the best known.</summary>
    public double Gap => 100 * (Value / BestValue - 1);

    /// <summary>Whether the value may be compared: everything is served by as many vehicles.</summary>
    public bool Counts => Unserved is 0 && Faults is 0 && (BestVehicles ?? Vehicles) == Vehicles;
}

/// <summary>Solves instances and has the solutions judged.</summary>
internal sealed class PlanningBench(string folder, string set, bool vehiclesFirst, SearchLimit limit, int threads, CancellationToken cancellation)
{
    private const long DearEngineer = 100_000;
    private readonly Dictionary<string, string[]> best = ReadBest(folder, set);

    public string Set => set;
    public bool VehiclesFirst => vehiclesFirst;
    public SearchLimit Limit => limit;
    public int Threads => threads;

    // The best known distances alone of a thousand customers count each arc in tenths, the rest cut off.
    private bool InTenths => set is "homberger-1000" && !vehiclesFirst;

    public IReadOnlyList<string> Instances { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(folder, set is "trsp" ? "trsp/static" : set), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public async Task<InstanceResult> Run(string name, int seed)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(folder, set is "trsp" ? "trsp/static" : set, $"{name}.txt"), cancellation);
        var problem = set is "trsp" ? TrspFormat.Read(text) : SolomonFormat.Read(text, vehiclesFirst ? DearEngineer : 0);
        var instance = InstanceBuilder.Build(problem).Required();
        var order = new SearchOrder(seed * 1_000, threads, limit);
        var plan = await ParallelSearch.Run(instance, order, TimeProvider.System, cancellation: cancellation);
        var verdict = set is "trsp"
            ? BenchmarkChecker.Trsp(text, [.. plan.Routes.Select(route => (int.Parse(route.Engineer, CultureInfo.InvariantCulture), Stops(route)))])
            : BenchmarkChecker.Solomon(text, [.. plan.Routes.Select(Stops)]);
        foreach (var fault in plan.Unserved.Count is 0 ? verdict.Faults : [])
            Console.WriteLine($"{name}: {fault}");
        var known = best[name];
        var (bestVehicles, bestValue) = BestOf(known);
        var value = set is "trsp" ? verdict.Duration : InTenths ? verdict.DistanceInTenths : verdict.Distance;
        return new(
            name, seed, verdict.Vehicles, value, bestVehicles, bestValue, plan.Unserved.Count, plan.Unserved.Count is 0 ? verdict.Faults.Count : 0, plan.Search.Iterations, plan.Search.Seconds);
    }

    // Columns: vehicles first, distance alone, distance alone in tenths. Of two hundred customers only the first is known, which is never below the second.
    private (int? Vehicles, double Value) BestOf(string[] known) => set is "trsp" ? (null, Number(known[1]))
        : vehiclesFirst ? ((int?)Number(known[2]), Number(known[3]))
        : (null, Number(set switch { "homberger-200" => known[3], "homberger-1000" => known[7], _ => known[5] }));

    private static IReadOnlyList<int> Stops(PlanRoute route) => [.. route.Visits.Select(visit => visit.Job is { } job ? int.Parse(job, CultureInfo.InvariantCulture) : 0)];

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    private static Dictionary<string, string[]> ReadBest(string folder, string set) =>
        File.ReadLines(Path.Combine(folder, set is "trsp" ? "trsp/best-known.csv" : "best-known.csv")).Skip(1).Select(line => line.Split(','))
            .ToDictionary(words => set is "trsp" ? words[0] : words[1], StringComparer.OrdinalIgnoreCase);
}
