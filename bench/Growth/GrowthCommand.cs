using System.CommandLine;
using Dispatch.Bench.Stored;

namespace Dispatch.Bench;

/// <summary><c>bench -- growth</c>: what a ticket costs with few tickets stored and with many.</summary>
internal static class GrowthCommand
{
    public static Command Make()
    {
        var stored = new Option<int>("--stored") { Description = "tickets in the large database", DefaultValueFactory = _ => 1_000_000 };
        var tickets = new Option<int>("--tickets") { Description = "tickets in each round", DefaultValueFactory = _ => 10_000 };
        var rounds = new Option<int>("--rounds") { Description = "rounds of few and many in turn; medians count", DefaultValueFactory = _ => 3 };
        var growth = new Command("growth", "What a ticket costs with 10,000 tickets stored and with many, in turn.")
        {
            Common.Database, stored, tickets, rounds, Common.Folder, Common.FillOnly, Common.Out, Common.Note,
        };
        growth.SetAction(result => Common.InFolder(result, async folder =>
        {
            var figures = new List<GrowthFigures>();
            foreach (var database in Common.Databases(result))
            {
                using var server = Common.ServerFor(database, result);
                var databases = new StoredDatabases(server, folder);
                var bench = new GrowthBench(database, databases, result.GetValue(stored), result.GetValue(tickets));
                await bench.Fill();
                if (!result.GetValue(Common.FillOnly))
                    figures.Add(await bench.Run(result.GetValue(rounds)));
            }
            if (figures.Count > 0)
                await Common.Report(result, GrowthReport.Write(figures, result.GetValue(rounds)));
        }));
        return growth;
    }
}
