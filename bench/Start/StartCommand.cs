using System.CommandLine;
using System.Globalization;
using System.Text;
using Dispatch.Bench.Stored;

namespace Dispatch.Bench;

/// <summary><c>bench -- start</c>: from the start of the process to ready, with few tickets stored and with many.</summary>
internal static class StartCommand
{
    private const int Few = 10_000;

    public static Command Make()
    {
        var stored = new Option<int>("--stored") { Description = "tickets stored, a tenth of them open with deadlines", DefaultValueFactory = _ => 1_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "starts of each; medians count", DefaultValueFactory = _ => 3 };
        var start = new Command("start", "From the start of the process to ready, with few tickets stored and with many.")
        {
            Common.Database, stored, rounds, Common.Folder, Common.FillOnly, Common.Out, Common.Note,
        };
        start.SetAction(result => Common.InFolder(result, async folder =>
        {
            var lines = new List<(string Database, int Stored, StartFigures Figures)>();
            foreach (var database in Common.Databases(result))
            {
                using var server = Common.ServerFor(database, result);
                var databases = new StoredDatabases(server, folder);
                foreach (var count in new[] { Few, result.GetValue(stored) })
                {
                    var data = await databases.Filled(count);
                    if (result.GetValue(Common.FillOnly))
                        continue;
                    var starts = new List<StartFigures>();
                    for (var round = 0; round < result.GetValue(rounds); round++)
                        starts.Add(await StartBench.Run(data, folder));
                    lines.Add((database, count, Median(starts)));
                }
            }
            if (lines.Count > 0)
                await Common.Report(result, Write(lines, result.GetValue(rounds)));
        }));
        return start;
    }

    private static StartFigures Median(List<StartFigures> starts)
    {
        double Of(Func<StartFigures, double> figure) => starts.Select(figure).Order().ElementAt(starts.Count / 2);
        return new(Of(each => each.Ready), Of(each => each.Board), Of(each => each.AtReady), Of(each => each.Peak));
    }

    private static string Write(List<(string Database, int Stored, StartFigures Figures)> lines, int rounds)
    {
        var text = new StringBuilder().AppendLine("# From start to ready").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"The service's own process, Release build; a tenth of the tickets is open, with deadlines and wake-ups. Medians of {rounds} starts; {Environment.ProcessorCount} processors. The baseline is the start with few tickets.")
            .AppendLine();
        text.AppendLine("| database | stored | open | ready, s | board shown, s | peak memory when ready, MB | 20 s later, MB |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var (database, stored, line) in lines)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {database} | {stored:N0} | {stored / 10:N0} | {line.Ready:N2} | {line.Board:N2} | {line.AtReady:N0} | {line.Peak:N0} |");
        return text.ToString();
    }
}
