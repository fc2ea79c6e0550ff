using System.CommandLine;
using System.Globalization;
using System.Text;
using Dispatch.Bench.Stored;

namespace Dispatch.Bench;

/// <summary><c>bench -- rollout</c>: how soon a published policy reaches very many open tickets, and what intake notices of it.</summary>
internal static class RolloutCommand
{
    public static Command Make()
    {
        var database = new Option<string>("--database") { Description = "sqlite, postgres or both", DefaultValueFactory = _ => "sqlite" };
        var open = new Option<int>("--open") { Description = "open tickets", DefaultValueFactory = _ => 100_000 };
        var rate = new Option<int>("--rate") { Description = "tickets a second that come in", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "how long the baseline is measured", DefaultValueFactory = _ => 60 };
        var rounds = new Option<int>("--rounds") { Description = "versions published one after the other", DefaultValueFactory = _ => 3 };
        var rollout = new Command("rollout", "How soon a published policy reaches very many open tickets, and what intake notices of it.")
        {
            database, open, rate, seconds, rounds, Common.Folder, Common.FillOnly, Common.Out, Common.Note,
        };
        rollout.SetAction(result => Common.InFolder(result, async folder =>
        {
            var lines = new List<(string Database, IReadOnlyList<RolloutFigures> Rounds)>();
            foreach (var each in Common.Databases(result.GetValue(database)!))
            {
                using var server = Common.ServerFor(each, result);
                var databases = new StoredDatabases(server, folder);
                await databases.FilledOpen(result.GetValue(open));
                if (result.GetValue(Common.FillOnly))
                    continue;
                var data = databases.CopyOfOpen(result.GetValue(open));
                lines.Add((each, await new RolloutBench(folder, result.GetValue(rate), TimeSpan.FromSeconds(result.GetValue(seconds))).Run(data, result.GetValue(rounds))));
                databases.Delete(data);
            }
            if (lines.Count > 0)
                await Common.Report(result, Write(lines, result.GetValue(rate), result.GetValue(seconds)));
        }));
        return rollout;
    }

    private static string Write(List<(string Database, IReadOnlyList<RolloutFigures> Rounds)> databases, int rate, int seconds)
    {
        var text = new StringBuilder().AppendLine("# A policy reaches open tickets").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            A policy for every ticket is published with other budgets, twice the standard ones and the standard ones in turn, while {rate} tickets a second come in as
            single posts; a version before those that count takes all tickets over. The baseline are posts at the same rate in the {seconds} s before. Done is when the rollout says so: it ends with a last look, at least
            five seconds after its beginning. {Environment.ProcessorCount} processors, load generator on the same.
            """).AppendLine();
        text.AppendLine("| database | budgets | open | changed | moved | breached by it | done, s | 201 before, ms: p50 | p99 | longest | meanwhile: p50 | p99 | longest | p99 beside the baseline |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (database, rounds) in databases)
            foreach (var one in rounds)
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {database} | × {one.Factor} | {one.Open:N0} | {one.Changed:N0} | {one.Moved:N0} | {one.Breached:N0} | {one.Seconds:F1} | {Times(one.Before)} | {Times(one.Meanwhile)} | {one.Meanwhile.P99 / one.Before.P99:F2} × |");
        return text.ToString();
    }

    private static string Times(PostTimes times) => string.Create(CultureInfo.InvariantCulture, $"{times.P50:F1} | {times.P99:F1} | {times.Longest:F0}");
}
