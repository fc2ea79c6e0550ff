using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary><c>bench -- deadlines</c>: how late deadlines are that fall due at a rate while tickets come in.</summary>
internal static class DeadlinesCommand
{
    private const int Overdue = 20_000;

    public static Command Make()
    {
        var rate = new Option<int>("--rate") { Description = "deadlines a second", DefaultValueFactory = _ => 2_000 };
        var seconds = new Option<int>("--seconds") { Description = "for how long", DefaultValueFactory = _ => 5 };
        var intake = new Option<int>("--intake") { Description = "tickets a second that come in meanwhile", DefaultValueFactory = _ => 500 };
        var rounds = new Option<int>("--rounds") { Description = "rounds, each on a new database", DefaultValueFactory = _ => 3 };
        var deadlines = new Command("deadlines", "How late deadlines are that fall due at a rate while tickets come in, on SQLite.") { rate, seconds, intake, rounds, Common.Out, Common.Note };
        deadlines.SetAction((result, _) => Common.InFolder(async folder =>
        {
            var bench = new DeadlinesBench(folder, result.GetValue(rate), result.GetValue(seconds), result.GetValue(intake));
            var figures = new List<DeadlineFigures>();
            for (var round = 0; round < result.GetValue(rounds); round++)
            {
                figures.Add(await bench.Run(round));
                Console.WriteLine(figures[^1]);
            }
            var restart = await OverdueRestart.Run(Path.Combine(folder, "restart.db"), folder, Overdue);
            await Common.Report(result, Write(figures, restart, result.GetValue(rate), result.GetValue(seconds), result.GetValue(intake)));
        }));
        return deadlines;
    }

    private static string Write(IReadOnlyList<DeadlineFigures> rounds, RestartFigures restart, int rate, int seconds, int intake)
    {
        var text = new StringBuilder().AppendLine("# How late deadlines are").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            {rate:N0} deadlines a second for {seconds} s while {intake:N0} tickets a second come in, on SQLite; {Environment.ProcessorCount} processors, load generator on the same.
            Lateness runs from the due instant until another process could read the commit, looked at every 5 ms. The baseline are bare timers in the load generator.
            """).AppendLine();
        text.AppendLine("| round | deadlines | early | median, ms | p99, ms | longest, ms | bare timers, p99, ms | answer to 50 tickets meanwhile, p99, ms |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var (i, figures) in rounds.Index())
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {i + 1} | {figures.Deadlines:N0} | {figures.Early} | {figures.Median:N0} | {figures.P99:N0} | {figures.Longest:N0} | {figures.Timer:N0} | {figures.IntakeP99:N0} |");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{restart.Overdue:N0} deadlines that passed while nothing ran had been committed {restart.Fired:F1} s after the service was ready again.");
        return text.ToString();
    }
}
