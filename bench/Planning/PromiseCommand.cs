using System.CommandLine;
using System.Globalization;
using System.Text;
using Dispatch.Engineers;
using Dispatch.Silo.Cluster;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Bench;

/// <summary><c>bench -- promise</c>: how soon somebody is promised for a new job in a full zone, and how soon the jobs of one who falls ill are somebody else's.</summary>
internal static class PromiseCommand
{
    private const int Seed = 7;
    private const int AtOnce = 32;

    /// <summary>Seven on a Monday in Shanghai: the whole day is ahead.</summary>
    private static readonly DateTimeOffset Seven = new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero);

    public static Command Make()
    {
        var engineers = new Option<int>("--engineers") { Description = "engineers of the zone", DefaultValueFactory = _ => 200 };
        var jobs = new Option<int>("--jobs") { Description = "visits that they are promised for already", DefaultValueFactory = _ => 1_500 };
        var calls = new Option<int>("--calls") { Description = "new jobs, one after the other", DefaultValueFactory = _ => 300 };
        var ill = new Option<int>("--ill") { Description = "engineers who fall ill, one after the other, the busiest first", DefaultValueFactory = _ => 20 };
        var promise = new Command("promise", "How soon somebody is promised for a new job in a full zone, and how soon the jobs of one who falls ill are somebody else's.")
        {
            Common.Database, engineers, jobs, calls, ill, Common.Folder, Common.Out, Common.Note,
        };
        promise.SetAction(result => Common.InFolder(result, async folder =>
        {
            var lines = new List<string>();
            foreach (var database in Common.Databases(result))
            {
                using var server = Common.ServerFor(database, result);
                var data = server?.CreateDatabase() ?? $"Data Source={Path.Combine(folder, $"promise-{Seed}.db")}";
                using var host = await EngineHost.Start(data, ClusterRole.Both, Seven);
                lines.Add(await Measure(database, new(host, Seed), result.GetValue(engineers), result.GetValue(jobs), result.GetValue(calls), result.GetValue(ill)));
                await host.StopAsync();
            }
            await Common.Report(result, Write(lines, result.GetValue(engineers), result.GetValue(jobs)));
        }));
        return promise;
    }

    private static async Task<string> Measure(string database, LiveZone zone, int engineers, int jobs, int calls, int ill)
    {
        await zone.Found(engineers, PlaceCommand.Shift);
        foreach (var some in Enumerable.Range(0, jobs).Chunk(AtOnce))
            await Task.WhenAll(some.Select(_ => zone.Call()));
        var promises = new List<Promise>();
        for (var i = 0; i < calls; i++)
            promises.Add(await zone.Call());
        var lost = new List<(double Milliseconds, int Visits, int Found)>();
        foreach (var (engineer, _) in zone.Busiest.Take(ill).ToList())
            lost.Add(await zone.Lose(engineer));
        double[] taken = Sorted(promises.Select(each => each.TakenIn)), promised = Sorted(promises.Select(each => each.Promised)), replanned = Sorted(lost.Select(each => each.Milliseconds));
        return string.Create(CultureInfo.InvariantCulture, $"""
            | {database} | {At(taken, 0.5):F1} | {At(taken, 0.99):F1} | {At(promised, 0.5):F1} | {At(promised, 0.99):F1} | {At(promised, 0.5) / At(taken, 0.5):F1} × | {lost.Average(each => each.Visits):F1} | {lost.Sum(each => each.Found)} of {lost.Sum(each => each.Visits)} | {At(replanned, 0.5):F0} | {replanned[^1]:F0} |
            """);
    }

    private static string Write(List<string> lines, int engineers, int jobs)
    {
        var text = new StringBuilder().AppendLine("# A promise in a full zone").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            A zone of {engineers:N0} engineers with {jobs:N0} visits planned on one day, on the engine and the journal of the service. New jobs come one after the other: the
            baseline is taking the ticket in, durably; the promise is measured from the same beginning until engineer and time are committed with the ticket. Then engineers
            fall ill one after the other, the busiest first: measured until the last of their visits is promised by somebody else, or known to find nobody. {Environment.ProcessorCount} processors.
            """).AppendLine();
        text.AppendLine("| database | taken in, ms: p50 | p99 | promised, ms: p50 | p99 | p50 beside the baseline | visits of one who falls ill | found somebody | all settled, ms: median | longest |").AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var line in lines)
            text.AppendLine(line);
        return text.ToString();
    }

    private static double[] Sorted(IEnumerable<double> values) => [.. values.Order()];

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];
}
