using System.Diagnostics;
using Dispatch.Tests.Shared;
using Dispatch.Tests.Shared.Load;
using Xunit.Abstractions;

namespace Dispatch.Tests.Crash;

/// <summary>Ten thousand tickets come in while the service is killed twenty times: what it acknowledged is there, once, and all of it fits together.</summary>
public abstract class CrashContract(string data, TemporaryFolder folder, ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20_261_122;
    private const int Tickets = 10_000;
    private const int Kills = 20;
    private const int KillsInFlight = 15;

    /// <summary>As many of the kills hit a service that is not ready yet and repairs what the kill before left.</summary>
    private const int KillsWhileStarting = 3;

    private readonly ServiceProcess service = new(data, folder.Path);
    private readonly Ledger ledger = new(data);
    private readonly Stopwatch starting = new();

    public void Dispose()
    {
        service.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task What_was_acknowledged_survives_twenty_kills_and_everything_agrees_with_the_journal()
    {
        output.WriteLine($"Seed {Seed}.");
        var random = new Random(Seed);
        await service.Start();
        using var client = await ServiceClient.SignIn(service);
        await client.Publish($"/api/case-types/{TicketSpec.VisitKind}", TicketSpec.VisitCaseType);
        var entrances = new Entrances(new Entrance(service, client));
        var intake = new Intake(entrances, [.. TicketSpec.Draw(Tickets, random)]);
        var work = new Work(entrances, intake);
        var running = Task.WhenAll(intake.Run(singles: 24, bulks: 3), work.Run(people: 4));

        var began = Stopwatch.StartNew();
        var kills = await KillAgainAndAgain(intake, random);
        await running;
        output.WriteLine($"Taken in after {began.Elapsed.TotalSeconds:0} s, of which {starting.Elapsed.TotalSeconds:0} s went into starting.");
        await AssertNothingLostOrDoubled(intake, client);
        Assert.Empty(intake.Complaints);
        Assert.Empty(work.Complaints);
        Assert.Empty(await ledger.ExamineUntilSettled(TimeSpan.FromSeconds(45), TimeProvider.System));

        var inFlight = kills.Count(at => intake.CutOffAt(at) > 0);
        output.WriteLine($"{kills.Count} kills, {inFlight} with requests in flight: {string.Join(' ', kills.Select(intake.CutOffAt))}.");
        Assert.Equal(Kills, kills.Count);
        Assert.InRange(inFlight, KillsInFlight, Kills);
        Assert.Equal(0, await service.Terminate());
    }

    private async Task<IReadOnlyList<long>> KillAgainAndAgain(Intake intake, Random random)
    {
        var kills = new List<long>();
        var moments = Enumerable.Range(0, Kills - KillsWhileStarting).Select(_ => random.Next(Tickets / 100, Tickets * 97 / 100)).Order().ToList();
        foreach (var (i, acknowledged) in moments.Index())
        {
            await intake.WhenAcknowledged(acknowledged);
            await Task.Delay(random.Next(100));
            kills.Add(service.Kill());
            starting.Start();
            service.Launch();
            if (i % (moments.Count / KillsWhileStarting + 1) is 1)
            {
                await Task.Delay(random.Next(1_500));
                kills.Add(service.Kill());
                service.Launch();
            }
            await service.WaitUntilReady();
            starting.Stop();
        }
        return kills;
    }

    private async Task AssertNothingLostOrDoubled(Intake intake, ServiceClient client)
    {
        Assert.Empty(await ledger.LostOrDoubled(intake));
        Assert.Equal(Tickets, intake.Acknowledged.Count);
        foreach (var (number, id) in intake.Acknowledged.Where(ack => ack.Key % 100 is 0))
            Assert.Equal(TicketSpec.ReferenceOf(number), (await client.Get($"/api/tickets/{id}")).GetProperty("externalRef").GetString());
    }
}
