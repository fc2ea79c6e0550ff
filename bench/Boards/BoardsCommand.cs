using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary><c>bench -- boards</c>: how long a change takes to reach every board.</summary>
internal static class BoardsCommand
{
    public static Command Make()
    {
        var boards = new Option<int>("--boards") { Description = "boards connected at once", DefaultValueFactory = _ => 200 };
        var rate = new Option<int>("--rate") { Description = "commands a second; each makes an event or more", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "how long is measured", DefaultValueFactory = _ => 20 };
        var command = new Command("boards", "From commit to browser: one board and many, at an even rate of commands.")
        {
            Common.Database, boards, rate, seconds, Common.Out, Common.Note,
        };
        command.SetAction(result => Common.InFolder(async folder =>
        {
            var lines = new List<(string Database, BoardsFigures Figures)>();
            foreach (var database in Common.Databases(result))
            {
                using var server = Common.ServerFor(database, result);
                foreach (var count in new[] { 1, result.GetValue(boards) })
                {
                    var data = server?.CreateDatabase() ?? Path.Combine(folder, $"boards-{count}.db");
                    lines.Add((database, await BoardsBench.Run(data, folder, count, result.GetValue(rate), TimeSpan.FromSeconds(result.GetValue(seconds)))));
                }
            }
            await Common.Report(result, Write(lines, result.GetValue(rate), result.GetValue(seconds)));
        }));
        return command;
    }

    private static string Write(List<(string Database, BoardsFigures Figures)> lines, int rate, int seconds)
    {
        var text = new StringBuilder().AppendLine("# From commit to browser").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{rate:N0} commands a second over HTTP (notes, changes of priority, new tickets) for {seconds} seconds; {Environment.ProcessorCount} processors, load generator and boards on the same.")
            .AppendLine("Milliseconds from the instant of a decision, which the row carries and which lies before its commit, to the arrival of the delta at each board; deltas are sent ten times a second. The baseline is one board.")
            .AppendLine();
        text.AppendLine("| database | boards | events/s | deltas/s | KB a delta | p50 | p99 | max | processors: service | generator |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (database, line) in lines)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {database} | {line.Boards:N0} | {line.Rate:N0} | {line.DeltasPerSecond:N1} | {line.Kilobytes:N1} | {line.P50:N0} | {line.P99:N0} | {line.Max:N0} | {line.Cores:N2} | {line.GeneratorCores:N2} |");
        return text.ToString();
    }
}
