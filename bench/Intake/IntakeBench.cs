using System.Globalization;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>Settings of a run.</summary>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Tickets">Tickets taken in in each round.</param>
/// <param name="Rounds">Rounds of baseline and intake in turn.</param>
/// <param name="Connections">Bulk requests under way at once.</param>
internal sealed record IntakeOptions(string Database, int Tickets, int Rounds, int Connections, string Folder);

/// <summary>One round.</summary>
/// <param name="Baseline">Tickets per second of the bare loop.</param>
/// <param name="Intake">Tickets per second through the bulk endpoint, from the first byte sent to the last answer read.</param>
/// <param name="During">Processor time of the service per ticket until the last answer, milliseconds.</param>
/// <param name="After">Processor time of the service per ticket from then until it was idle: what followed from the intake, milliseconds.</param>
/// <param name="Rest">Seconds from the last answer until the service was idle.</param>
internal sealed record IntakeRound(double Baseline, double Intake, double During, double After, double Rest);

/// <summary>What a run measured.</summary>
internal sealed record IntakeFigures(string Database, IReadOnlyList<IntakeRound> Rounds, double? PgBench)
{
    public double Median(Func<IntakeRound, double> figure) => Rounds.Select(figure).Order().ElementAt(Rounds.Count / 2);
}

/// <summary>Durable intake through the bulk endpoint beside the frozen baseline, in the same run.</summary>
internal static class IntakeBench
{
    private const int LinesInBody = 1_000;
    private const int WarmUps = 2;

    public static async Task<IntakeFigures> Run(IntakeOptions options)
    {
        using var server = options.Database == "postgres" ? new PostgresServer(durable: true) : null;
        var made = 0;
        string New() => server?.CreateDatabase() ?? Path.Combine(options.Folder, $"intake-{++made}.db");
        using var service = await MeasuredService.Start(New(), options.Folder);
        var tickets = new TicketBodies(seed: 1);
        var rounds = new List<IntakeRound>();
        for (var round = -WarmUps; round < options.Rounds; round++)
        {
            var load = new BulkLoad(tickets, options.Tickets, LinesInBody);
            await service.BecomeIdle();
            var baseline = Baseline(New(), options);
            var figures = await Round(service, load, options, baseline);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Database} round {round + 1}: {figures}"));
            if (round >= 0)
                rounds.Add(figures);
        }
        return new(options.Database, rounds, server is null ? null : PgBench.Run(server, options.Folder));
    }

    private static async Task<IntakeRound> Round(MeasuredService service, BulkLoad load, IntakeOptions options, double baseline)
    {
        var before = service.Used;
        var elapsed = await load.Send([service.Client.Http], options.Connections);
        var answered = service.Used;
        var rest = await service.BecomeIdle();
        double PerTicket(TimeSpan used) => used.TotalMilliseconds / options.Tickets;
        return new(baseline, options.Tickets / elapsed.TotalSeconds, PerTicket(answered - before), PerTicket(service.Used - answered), rest.TotalSeconds);
    }

    private static double Baseline(string database, IntakeOptions options)
    {
        if (options.Database == "postgres")
        {
            using var baseline = new PostgresBaseline(database);
            return Rate(options.Tickets, () => baseline.Write(0, options.Tickets));
        }
        using var bare = new SqliteBaseline(database);
        return Rate(options.Tickets, () => bare.Write(0, options.Tickets));
    }

    private static double Rate(int tickets, Action work)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        work();
        return tickets / watch.Elapsed.TotalSeconds;
    }
}
