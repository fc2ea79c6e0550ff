using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary><c>bench -- intake</c>: the bulk endpoint beside the journal's frozen baseline.</summary>
internal static class IntakeCommand
{
    public static Command Make()
    {
        var tickets = new Option<int>("--tickets") { Description = "tickets in each round", DefaultValueFactory = _ => 20_000 };
        var rounds = new Option<int>("--rounds") { Description = "rounds of baseline and intake in turn; medians count", DefaultValueFactory = _ => 3 };
        var connections = new Option<int>("--connections") { Description = "bulk requests under way at once", DefaultValueFactory = _ => 2 };
        var intake = new Command("intake", "Durable intake through the bulk endpoint beside the frozen baseline.")
        {
            Common.Database, tickets, rounds, connections, Common.Out, Common.Note,
        };
        intake.SetAction(result => Common.InFolder(async folder =>
        {
            var figures = new List<IntakeFigures>();
            foreach (var database in Common.Databases(result))
                figures.Add(await IntakeBench.Run(
                    new(database, result.GetValue(tickets), result.GetValue(rounds), result.GetValue(connections), folder)));
            await Common.Report(result, Report(figures, result.GetValue(tickets), result.GetValue(connections)));
        }));
        return intake;
    }

    private static string Report(IReadOnlyList<IntakeFigures> figures, int tickets, int connections)
    {
        var text = new StringBuilder();
        text.AppendLine("# Durable intake through the bulk endpoint").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            {tickets:N0} tickets a round over {connections} connections, medians of {figures[0].Rounds.Count} rounds, baseline and intake in turn;
            {Environment.ProcessorCount} processors, load generator on the same; the service is a process of its own.
            """).AppendLine();
        text.AppendLine("| database | baseline, tickets/s | bulk intake, tickets/s | share | service, ms of processor a ticket until the answer | after it | s until idle |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var one in figures)
        {
            var (baseline, intake) = (one.Median(round => round.Baseline), one.Median(round => round.Intake));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {one.Database} | {baseline:N0} | {intake:N0} | {intake / baseline:P0} | {one.Median(round => round.During):F2} | {one.Median(round => round.After):F2} | {one.Median(round => round.Rest):F1} |");
        }
        foreach (var one in figures.Where(one => one.PgBench is not null))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
                $"Beside it, `pgbench` with one single-row insert per commit at 32 clients: {one.PgBench:N0} commits per second.");
        return text.ToString();
    }
}
