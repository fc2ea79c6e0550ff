using Dispatch.Tests.Shared;
using Dispatch.Tests.Shared.Load;
using Xunit.Abstractions;

// Each test runs a cluster and loads it: two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Dispatch.Tests.Cluster;

/// <summary>Ten thousand tickets come in while silos are killed, frozen and rolled and the database restarts: nothing acknowledged is lost, nothing happens twice, and calls soon succeed again.</summary>
public sealed class BadDayTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20_261_127;
    private const int Tickets = 10_000;
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFreeze = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(60);

    private readonly ClusterProcesses cluster = new();

    public void Dispose() => cluster.Dispose();

    [PostgresFact]
    public async Task What_was_acknowledged_survives_and_calls_soon_succeed_again()
    {
        output.WriteLine($"Seed {Seed}.");
        var entrances = await cluster.Start();
        var client = (await entrances.Next()).Client;
        await client.Publish($"/api/case-types/{TicketSpec.VisitKind}", TicketSpec.VisitCaseType);
        var intake = new Intake(entrances, [.. TicketSpec.Draw(Tickets, new Random(Seed))], rest: TimeSpan.FromMilliseconds(600));
        var work = new Work(entrances, intake);
        var running = Task.WhenAll(intake.Run(singles: 24, bulks: 0), work.Run(people: 4));
        using var witness = new FeedWitness(cluster.Data);
        var day = new Day(cluster, intake, output);

        await intake.WhenAcknowledged(Tickets / 20);
        foreach (var silo in cluster.Silos)
            await day.Kill(silo);
        await day.Freeze(cluster.Silos[1], Frozen);
        await day.RestartDatabase();
        foreach (var silo in cluster.Silos)
            await day.Roll(silo);
        output.WriteLine($"The day is over with {intake.Acknowledged.Count} tickets acknowledged.");
        Assert.True(intake.Acknowledged.Count < Tickets, "All tickets were in before the day was over: nothing was tried at its end.");
        await running;

        var ledger = new Ledger(cluster.Data);
        Assert.Empty(await ledger.LostOrDoubled(intake));
        Assert.Equal(Tickets, intake.Acknowledged.Count);
        foreach (var complaint in intake.Complaints.Concat(work.Complaints).Take(3))
            output.WriteLine(complaint);
        Assert.Empty(intake.Complaints);
        Assert.Empty(work.Complaints);
        output.WriteLine($"{await witness.End()} events were followed while they came.");
        Assert.Empty(witness.Flaws);
        Assert.Empty(await ledger.ExamineUntilSettled(TimeSpan.FromSeconds(60), TimeProvider.System));
        Assert.Empty(await Deadlines.MissedOrDoubled(ledger));
        Assert.All(day.ExitCodes, code => Assert.Equal(0, code));
        foreach (var kill in day.Kills)
            Assert.InRange(kill, TimeSpan.Zero, AfterKill);
        foreach (var freeze in day.Freezes)
            Assert.InRange(freeze, TimeSpan.Zero, AfterFreeze);
    }
}
