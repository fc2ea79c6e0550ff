using System.Diagnostics;
using System.Globalization;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>Settings of a run.</summary>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Tickets">Tickets written in each round.</param>
/// <param name="Rounds">Rounds of baseline and journal in turn.</param>
/// <param name="Stored">Tickets stored before the rounds that measure growth; 0 leaves them out.</param>
internal sealed record JournalBenchOptions(string Database, int Tickets, int Rounds, int Stored, string Folder);

/// <summary>What a run measured, tickets per second; medians of the rounds.</summary>
internal sealed record JournalFigures(string Database, double Baseline, double Batch100, double Batch256, double Small, double Large, int Stored, double? PgBench)
{
    public string Line => string.Create(CultureInfo.InvariantCulture,
        $"| {Database} | {Baseline:N0} | {Batch100:N0} ({Batch100 / Baseline:P0}) | {Batch256:N0} ({Batch256 / Baseline:P0}) |");

    public string GrowthLine => string.Create(CultureInfo.InvariantCulture,
        $"| {Database} | {Small:N0} | {Large:N0} | {Small / Large:F2} |");
}

/// <summary>The journal beside its frozen baseline, in the same run.</summary>
internal static class JournalBench
{
    private const int Callers = 1_000;
    private const int Few = 10_000;

    public static async Task<JournalFigures> Run(JournalBenchOptions options)
    {
        using var server = options.Database == "postgres" ? new PostgresServer(durable: true) : null;
        var place = new Place(server, options.Folder);
        var rounds = new List<(double Baseline, double Batch100, double Batch256)>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var figures = (Baseline(place, options.Tickets), await Journal(place, options.Tickets, 100), await Journal(place, options.Tickets, 256));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Database} round {round}: {figures}"));
            if (round > 0) // round 0 warms up
                rounds.Add(figures);
        }
        var (small, large) = options.Stored > 0 ? await Growth(place, options) : (0, 0);
        double? pgbench = server is null ? null : PgBench.Run(server, options.Folder);
        return new(
            options.Database, Median(rounds.Select(round => round.Baseline)), Median(rounds.Select(round => round.Batch100)),
            Median(rounds.Select(round => round.Batch256)), small, large, options.Stored, pgbench);
    }

    private static double Baseline(Place place, int tickets)
    {
        var database = place.New();
        if (place.IsPostgres)
        {
            using var baseline = new PostgresBaseline(database);
            return Rate(tickets, () => baseline.Write(0, tickets));
        }
        else
        {
            using var baseline = new SqliteBaseline(database);
            return Rate(tickets, () => baseline.Write(0, tickets));
        }
    }

    private static async Task<double> Journal(Place place, int tickets, int batch)
    {
        using var opened = place.Open(place.New(), batch);
        return await Rate(tickets, () => JournalRun.Write(opened, 0, tickets, Callers));
    }

    // The same work on the same database, with few tickets in it and with many.
    private static async Task<(double Small, double Large)> Growth(Place place, JournalBenchOptions options)
    {
        using var opened = place.Open(place.New(), GroupCommit.DefaultBatchLimit);
        await JournalRun.Write(opened, 0, Few, Callers);
        var small = await Rate(options.Tickets, () => JournalRun.Write(opened, Few, Few + options.Tickets, Callers));
        var stored = Math.Max(options.Stored, Few + options.Tickets);
        await JournalRun.Write(opened, Few + options.Tickets, stored, Callers);
        var large = await Rate(options.Tickets, () => JournalRun.Write(opened, stored, stored + options.Tickets, Callers));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Database} growth: {small:N0} with {Few:N0} stored, {large:N0} with {stored:N0}"));
        return (small, large);
    }

    private static double Rate(int tickets, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return tickets / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Rate(int tickets, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return tickets / watch.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Where databases are made.</summary>
    private sealed class Place(PostgresServer? server, string folder)
    {
        private int made;

        public bool IsPostgres => server is not null;

        public string New() => server?.CreateDatabase() ?? Path.Combine(folder, $"bench-{++made}.db");

        public OpenedJournal Open(string database, int batch) => OpenedJournal.Open(
            new(IsPostgres ? database : $"Data Source={database}") { BatchLimit = batch }, TimeProvider.System);
    }
}
