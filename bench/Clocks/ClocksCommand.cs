using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary><c>bench -- clocks</c>: what very many armed clocks cost in memory and at a start.</summary>
internal static class ClocksCommand
{
    private const double Megabyte = 1024 * 1024;

    public static Command Make()
    {
        var clocks = new Option<int>("--clocks") { Description = "clocks armed for days ahead", DefaultValueFactory = _ => 1_000_000 };
        var overdue = new Option<int>("--overdue") { Description = "deadlines that pass while nothing runs", DefaultValueFactory = _ => 20_000 };
        var rounds = new Option<int>("--rounds") { Description = "processes whose memory is measured each time; medians count", DefaultValueFactory = _ => 3 };
        var command = new Command("clocks", "What very many armed clocks cost in memory and at a start.") { Common.Database, clocks, overdue, rounds, Common.Out, Common.Note };
        command.SetAction(result => Common.InFolder(async folder =>
        {
            var bench = new ClocksBench(folder, result.GetValue(clocks), result.GetValue(overdue), result.GetValue(rounds));
            var figures = new List<ClocksFigures>();
            foreach (var database in Common.Databases(result))
            {
                using var server = Common.ServerFor(database, result);
                figures.Add(await bench.Run(database, server?.CreateDatabase() ?? Path.Combine(folder, "clocks.db")));
            }
            await Common.Report(result, Write(figures, result.GetValue(rounds)));
        }));
        return command;
    }

    private static string Write(List<ClocksFigures> databases, int rounds)
    {
        var text = new StringBuilder().AppendLine("# Armed clocks").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            Clocks are entity rows with a wake-up between one day and thirty-one days ahead: copies of the snapshots of real tickets, without list rows and events.
            {Environment.ProcessorCount} processors.

            ## Memory

            Medians of {rounds} processes each. "Grains, feed and clock" is a process that measures itself after full collections, ten seconds after it became idle;
            "the service" is the whole service as users run it, twenty seconds after it was ready, whatever its collector has left. The baseline is the same
            database before the clocks were added; what is armed there waits for the company itself. MB.
            """).AppendLine();
        text.AppendLine("| database | armed | managed heap of grains, feed and clock | resident | the service, resident |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var one in databases)
        {
            Line(one.Database, one.None.Armed, one.None);
            Line(one.Database, one.Many.Armed, one.Many);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {one.Database} | growth | {Grown(one, each => each.Silo.Heap)} | {Grown(one, each => each.Silo.Resident)} | {Grown(one, each => each.Service)} |");
        }
        text.AppendLine().AppendLine("""
            ## Restart

            Real tickets come in through the service, with a policy that promises a response within a minute, and the service is killed; a minute later it is
            started again, on the same database with the armed clocks. Fired runs from ready until another process could read the last of the overdue
            breaches in the journal, looked at every 20 ms.
            """).AppendLine();
        text.AppendLine("| database | armed | overdue | ready, s | all fired, s after ready | overdue per second |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (var one in databases)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {one.Database} | {one.Many.Armed + one.Restart.Overdue:N0} | {one.Restart.Overdue:N0} | {one.Restart.Ready:F1} | {one.Restart.Fired:F1} | {one.Restart.Overdue / one.Restart.Fired:N0} |");
        return text.ToString();

        void Line(string database, long armed, MemoryFigures figures) => text.AppendLine(CultureInfo.InvariantCulture,
            $"| {database} | {armed:N0} | {In(figures.Silo.Heap)} | {In(figures.Silo.Resident)} | {In(figures.Service)} |");
    }

    private static string Grown(ClocksFigures figures, Func<MemoryFigures, double> of) => $"**{In(of(figures.Many) - of(figures.None))}**";

    private static string In(double bytes) => (bytes / Megabyte).ToString("F1", CultureInfo.InvariantCulture);
}
