using System.CommandLine;
using System.Globalization;
using System.Text;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary><c>bench -- storage</c>: the journal beside Orleans's own grain storage.</summary>
internal static class StorageCommand
{
    private const int FewConnections = 16;
    private const int ManyConnections = 100;

    private static readonly string[] Kept =
    [
        "| the ticket as it stands, with a version that refuses whoever saw an older one | yes | yes |",
        "| its history: each event with its instant, its actor and its cause, in one order over all tickets | yes | no, the last snapshot replaces the one before |",
        "| a feed of changes that boards, search and other processes follow | yes, by sequence numbers without gaps | no |",
        "| keys that no two tickets share (idempotency, external reference), taken in the same transaction | yes | no, a grain's row is fenced by itself alone |",
        "| list rows with their indexes, in the same transaction | yes | no, nothing can be found but by its id |",
        "| wake-up times that the clock reads from an index | yes | no |",
        "| messages to the outside and texts, in the same transaction | yes | no |",
    ];

    public static Command Make()
    {
        var tickets = new Option<int>("--tickets") { Description = "tickets in each round", DefaultValueFactory = _ => 20_000 };
        var rounds = new Option<int>("--rounds") { Description = "rounds of all in turn; medians count", DefaultValueFactory = _ => 5 };
        var callers = new Option<int>("--callers") { Description = "callers at once, each waiting for its own write", DefaultValueFactory = _ => 1_000 };
        var storage = new Command("storage", "The journal beside Orleans's own ADO.NET grain storage, on PostgreSQL.") { tickets, rounds, callers, Common.Out, Common.Note };
        storage.SetAction(async (result, _) =>
        {
            using var server = new PostgresServer(durable: true);
            var bench = new StorageBench(server, result.GetValue(tickets), result.GetValue(callers));
            var measured = new List<StorageRound>();
            for (var round = 0; round <= result.GetValue(rounds); round++)
            {
                var figures = new StorageRound(
                    await bench.Orleans(FewConnections), await bench.Orleans(ManyConnections), await bench.SnapshotInJournal(), await bench.Journal());
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {figures}"));
                if (round > 0) // round 0 warms up
                    measured.Add(figures);
            }
            await Common.Report(result, Write(measured, result.GetValue(tickets), result.GetValue(callers)));
            return 0;
        });
        return storage;
    }

    private static string Write(List<StorageRound> rounds, int tickets, int callers)
    {
        var text = new StringBuilder().AppendLine("# The journal beside Orleans's grain storage").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            {tickets:N0} new tickets a round by {callers:N0} callers at once, each of whom waits until his own is durable; medians of {rounds.Count} rounds, all in turn, each on a new database
            of the same PostgreSQL; {Environment.ProcessorCount} processors, load generator on the same. The baseline is Microsoft.Orleans.Persistence.AdoNet over {FewConnections} connections.
            """).AppendLine();
        text.AppendLine("| | tickets/s | beside the baseline | commits/s | log, bytes per ticket |");
        text.AppendLine("|---|---|---|---|---|");
        Line($"Orleans's storage over {FewConnections} connections: a snapshot of 1,000 bytes", round => round.Few);
        Line($"the same over {ManyConnections} connections, the driver's default", round => round.Many);
        Line("the journal, as little as it can write: that snapshot and one small event", round => round.Least);
        Line("the journal, all of an intake: that snapshot, three events of 400 bytes, a list row with its indexes, a key", round => round.All);
        text.AppendLine().AppendLine($"""
            What differs. Orleans's storage is called as a silo calls it, `WriteStateAsync` with System.Text.Json, statements prepared as the journal's are, and no
            connection reset between writes; a write is a transaction of its own, and with many at once PostgreSQL flushes several by one sync. The journal has one
            writer and one connection, and a transaction holds the commits of up to 256 callers. So the journal's rate is that of one process and needs callers at once
            to reach it; a single caller waits for one sync in either. Its snapshot is JSON as text, Orleans's bytes. Neither reads before it writes, because the
            tickets are new.
            """).AppendLine();
        text.AppendLine("| what is kept | journal | Orleans's grain storage |");
        text.AppendLine("|---|---|---|");
        foreach (var line in Kept)
            text.AppendLine(line);
        return text.ToString();

        void Line(string name, Func<StorageRound, StorageFigures> of)
        {
            double Of(Func<StorageFigures, double> figure) => rounds.Median(round => figure(of(round)));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {Of(figures => figures.Writes):N0} | {Of(figures => figures.Writes) / rounds.Median(round => round.Few.Writes):F2} | {Of(figures => figures.Commits):N0} | {Of(figures => figures.Wal):N0} |");
        }
    }

    private sealed record StorageRound(StorageFigures Few, StorageFigures Many, StorageFigures Least, StorageFigures All);
}
