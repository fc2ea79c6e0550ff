using System.CommandLine;

namespace Dispatch.Bench;

/// <summary><c>bench -- journal</c>: the journal beside its frozen baseline.</summary>
internal static class JournalCommand
{
    public static Command Make()
    {
        var tickets = new Option<int>("--tickets") { Description = "tickets in each round", DefaultValueFactory = _ => 20_000 };
        var rounds = new Option<int>("--rounds") { Description = "rounds of baseline and journal in turn; medians count", DefaultValueFactory = _ => 3 };
        var stored = new Option<int>("--stored") { Description = "tickets stored before growth is measured; 0 leaves it out", DefaultValueFactory = _ => 0 };
        var journal = new Command("journal", "The journal beside its frozen baseline.") { Common.Database, tickets, rounds, stored, Common.Out, Common.Note };
        journal.SetAction(result => Common.InFolder(async folder =>
        {
            var figures = new List<JournalFigures>();
            foreach (var database in Common.Databases(result))
                figures.Add(await JournalBench.Run(new(database, result.GetValue(tickets), result.GetValue(rounds), result.GetValue(stored), folder)));
            await Common.Report(result, JournalReport.Write(figures, result.GetValue(tickets), result.GetValue(rounds)));
        }));
        return journal;
    }
}
