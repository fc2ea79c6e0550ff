using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Demo.Stream;
using Dispatch.Api.Tickets;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Engines;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Dispatch.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Dispatch.Bench.Stored;

/// <summary>The demo company at work in virtual time: tickets come in through the service's intake, its people move them on, and every commit is kept.</summary>
internal sealed class CompanyInVirtualTime : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(10);
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(3);
    private const int Days = 9;
    private static readonly Caller Shop = new("shop", "key:shop", new("商城", "Shop"), [Role.Dispatcher], "company", Language: null);

    private readonly VirtualTime time = new(Start);
    private readonly SingleThreadScheduler scheduler;
    private readonly Random random = new(20_260_302);
    private readonly Dictionary<string, List<Commit>> lives = new(StringComparer.Ordinal);
    private readonly List<string> open = [];
    private readonly ServiceProvider silo;

    public CompanyInVirtualTime()
    {
        scheduler = new(time);
        var journal = new JournalOptions("Data Source=:memory:") { WriterScheduler = scheduler, FeedPoll = null, WrapWriter = writer => new Recorder(writer, Keep) };
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(time);
        services.AddTickets();
        services.AddSingleton(new IdSource(time, seed: 1));
        services.AddSingleton<DemoMoves>();
        services.AddSilo(new(journal) { Clock = new() { Scheduler = scheduler } }, engine => engine.Scheduler = scheduler);
        silo = services.BuildServiceProvider();
        scheduler.Complete(Found);
    }

    /// <summary>The commits of tickets that went all their way.</summary>
    /// <param name="tickets">How many come in, spread over a working day.</param>
    public IReadOnlyList<IReadOnlyList<Commit>> Run(int tickets)
    {
        var rounds = (int)(Day / Round);
        for (var round = 0; round < rounds; round++)
        {
            for (var n = tickets * round / rounds; n < tickets * (round + 1) / rounds; n++)
                scheduler.Complete(() => TakeIn(n));
            scheduler.Complete(Work);
            scheduler.RunFor(Round);
        }
        // Who waits for the customer goes on the next day; a resolved ticket closes by itself after a week.
        for (var day = 0; day < Days; day++)
        {
            scheduler.RunFor(TimeSpan.FromDays(1));
            scheduler.Complete(Work);
        }
        return [.. lives.Values.Where(life => life.Last(commit => commit.Row is not null).Row!.ClosedAt is not null)];
    }

    public void Dispose() => silo.Dispose();

    private async Task Found()
    {
        foreach (var part in silo.GetServices<IHostedService>().Where(part => part is not BackgroundService))
            await part.StartAsync(CancellationToken.None);
        await new DemoSeed(silo.GetRequiredService<IGrainFactory>(), silo.GetRequiredService<ConfigurationCache>()).Found();
    }

    private async Task TakeIn(int n)
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(n)));
        var request = DemoCases.Next(random) with { ExternalRef = string.Create(CultureInfo.InvariantCulture, $"T{n:000000000}") };
        var taken = await silo.GetRequiredService<TicketIntake>().Take(request, Shop, key: hex[..32], correlation: hex[32..], default);
        open.Add(taken.Ticket?.Id ?? throw new InvalidOperationException($"A ticket was refused: {taken.Problem}"));
    }

    private async Task Work()
    {
        foreach (var id in open.ToList())
            await Move(id);
    }

    private async Task Move(string id)
    {
        var grain = silo.GetRequiredService<IGrainFactory>().GetGrain<ITicketGrain>($"{Ticket.Kind}/{id}");
        var ticket = (await grain.Describe())!.State;
        if (!ticket.IsOpen)
            open.Remove(id);
        else if (random.Next(2) is 0 && silo.GetRequiredService<DemoMoves>().Next(ticket, random) is { } move)
        {
            await grain.Handle(move.Command, new($"user:{move.Person}", Correlation: Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(random.Next())))[..32]), move.Texts);
        }
    }

    private void Keep(Commit commit)
    {
        if (commit.Kind != Ticket.Kind)
            return;
        if (!lives.TryGetValue(commit.EntityId, out var life))
            lives.Add(commit.EntityId, life = []);
        life.Add(commit);
    }

    private sealed class Recorder(IBatchWriter writer, Action<Commit> keep) : IBatchWriter
    {
        public BatchResult Write(IReadOnlyList<Commit> batch)
        {
            var result = writer.Write(batch);
            for (var i = 0; i < batch.Count; i++)
                if (!result.Losses.Any(loss => loss.Index == i))
                    keep(batch[i]);
            return result;
        }

        public void Dispose() => writer.Dispose();
    }
}
