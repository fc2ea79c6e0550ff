using Dispatch.Tests.Shared;
using Dispatch.Tests.Shared.Load;
using Xunit.Abstractions;

// Each test runs a cluster and loads it: two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Dispatch.Tests.Cluster;

/// <summary>Ten thousand tickets come in while silos and API hosts are killed and frozen, silos come, go and are rolled, and the database restarts: nothing acknowledged is lost, nothing happens twice, and calls soon succeed again.</summary>
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
        var ledger = new Ledger(cluster.Data);
        var referee = new Referee(ledger);
        var entrances = await cluster.Start(prepare: referee.TakePlace);
        var client = (await entrances.Next()).Client;
        await client.Publish($"/api/case-types/{TicketSpec.VisitKind}", TicketSpec.VisitCaseType);
        var intake = new Intake(entrances, [.. TicketSpec.Draw(Tickets, new Random(Seed))]) { Rest = TimeSpan.FromMilliseconds(900) };
        var work = new Work(entrances, intake);
        var running = Task.WhenAll(intake.Run(singles: 24, bulks: 0), work.Run(people: 4));
        using var witness = new FeedWitness(cluster.Data);
        var day = new Day(cluster, intake, output);

        await intake.WhenAcknowledged(Tickets / 20);
        foreach (var silo in cluster.Silos)
            await day.Kill(silo);
        await day.FreezeSilo(cluster.Silos[1], Frozen);
        await day.Kill(cluster.Apis[0], "kill of an API host");
        await day.FreezeHost(cluster.Apis[1]);
        await day.RestartDatabase();
        await day.Add(client);
        await day.Remove(cluster.Silos[0]);
        foreach (var silo in cluster.Silos.Skip(1))
            await day.Roll(silo);
        output.WriteLine($"The day is over with {intake.Acknowledged.Count} tickets acknowledged.");
        Assert.True(intake.Acknowledged.Count < Tickets, "All tickets were in before the day was over: nothing was tried at its end.");
        intake.Rest = TimeSpan.Zero;
        await running;

        Assert.Empty(await ledger.LostOrDoubled(intake));
        Assert.Equal(Tickets, intake.Acknowledged.Count);
        foreach (var complaint in intake.Complaints.Concat(work.Complaints).Take(3))
            output.WriteLine(complaint);
        Assert.Empty(intake.Complaints);
        Assert.Empty(work.Complaints);
        output.WriteLine($"{await witness.End()} events were followed while they came.");
        Assert.Empty(witness.Flaws);
        Assert.Empty(await ledger.ExamineUntilSettled(TimeSpan.FromSeconds(60), TimeProvider.System));
        var late = await referee.Late();
        output.WriteLine($"{late.Count} writes came too late, {late.Count(write => write.Refused)} of them were refused: {string.Join(", ", late.CountBy(write => $"by {write.Why} of {write.Who}").OrderBy(of => of.Key).Select(of => $"{of.Value} {of.Key}"))}.");
        Assert.NotEmpty(late);
        Assert.All(late, write => Assert.True(write.Refused, $"{write.Who} wrote {write.Entity} too late"));
        Assert.Empty(await Deadlines.MissedOrDoubled(ledger));
        Assert.All(day.ExitCodes, code => Assert.Equal(0, code));
        foreach (var kill in day.Kills)
            Assert.InRange(kill, TimeSpan.Zero, AfterKill);
        foreach (var freeze in day.Freezes)
            Assert.InRange(freeze, TimeSpan.Zero, AfterFreeze);
    }
}
