using System.Globalization;
using Dispatch.Tests.Simulation;

// Repeats storms: `dotnet run --project tests/Simulation -- morning 4711`, `-- day 3`, or several: `-- morning 1..30`.
if (args is not [var kind and ("morning" or "day"), var seeds])
{
    Console.Error.WriteLine("morning SEED, day SEED, or SEED..SEED");
    return 2;
}
var ends = seeds.Split("..").Select(each => int.Parse(each, CultureInfo.InvariantCulture)).ToArray();
var flawed = false;
for (var seed = ends[0]; seed <= ends[^1]; seed++)
{
    var plan = kind is "day" ? StormPlan.Day(seed) : StormPlan.Morning(seed);
    var before = Environment.CpuUsage.TotalTime;
    var report = OwnThread.Run(() => Storm.Run(plan));
    Console.WriteLine($"{report} in {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.00} s of processors");
    Console.WriteLine(report.Hash);
    foreach (var flaw in report.Flaws)
        Console.WriteLine(flaw);
    flawed |= report.Flaws.Count > 0;
}
return flawed ? 1 : 0;
