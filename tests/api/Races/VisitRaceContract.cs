using System.Diagnostics;
using Dispatch.Access;
using Dispatch.Engineers;
using Dispatch.Stock;
using Dispatch.Tests.Shared;
using Dispatch.Tickets;
using Xunit.Abstractions;

namespace Dispatch.Tests.Api.Races;

/// <summary>Ten thousand attempts at four engineers and twenty parts: two never both win.</summary>
[Collection("races, one after the other")]
public abstract class VisitRaceContract(string data, TemporaryFolder folder, ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20_260_302;
    private const int Tickets = 2_000;

    /// <summary>Each ticket seeks once when it is opened, and once in each round: ten thousand attempts.</summary>
    private const int Rounds = 4;

    private const int LeastBooked = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Calls that time out in the rush are made again; a machine that is busy with other things needs minutes.
    private static readonly TimeSpan RoundWithin = TimeSpan.FromMinutes(4);

    private readonly RaceHost host = new(data, folder);
    private readonly Ledger ledger = new(data);

    public void Dispose()
    {
        host.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task Ten_thousand_attempts_book_no_engineer_twice_and_promise_no_part_that_is_not_there()
    {
        output.WriteLine($"Seed {Seed}.");
        var client = await host.As(Role.Admin);
        await ScarceField.Found(host, client);
        var rush = new VisitRush(client, Seed, host.Time);
        var began = Stopwatch.StartNew();
        await rush.Open(Tickets);
        for (var round = 0; round < Rounds; round++)
        {
            await rush.BookAll(round);
            await UntilNobodySeeks();
            await rush.Quarrel();
        }
        output.WriteLine($"{began.Elapsed.TotalSeconds:0.0} s; {rush.Tally}.");

        Assert.Empty(rush.Complaints);
        Assert.Empty(await ledger.ExamineUntilSettled(Patience, host.Time));
        // What nobody confirmed within a minute is free again.
        host.Time.Leap(StockDecisions.HoldFor + TimeSpan.FromSeconds(1));
        Assert.Empty(await ledger.ExamineUntilSettled(Patience, host.Time));
        await AssertNobodyWasPromisedTwice();
        await AssertNoPartWasPromisedThatWasNotThere(client);
        await AssertBothWereScarce();
    }

    private async Task UntilNobodySeeks()
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var began = Stopwatch.StartNew();
        while (Assert.Single(await ledger.Query<long>("""select count(*) from entity where kind = 'ticket' and state like '%"state":"seeking"%'""")) is var seeking and > 0)
        {
            Assert.True(began.Elapsed < RoundWithin, $"{seeking} tickets still seek an engineer.");
            await pulse.WaitForNextTickAsync();
        }
    }

    private async Task AssertNobodyWasPromisedTwice()
    {
        var lives = await Lives.Of<EngineerDay, EngineerDayEvent>(ledger);
        Assert.All(lives, day =>
        {
            var ahead = day.Visits.Where(visit => visit.State is not VisitState.Done).OrderBy(visit => visit.Stop.Start).ToList();
            Assert.All(ahead.Zip(ahead.Skip(1)), pair => Assert.True(
                pair.First.Stop.End <= pair.Second.Stop.Start, $"{day.Engineer} was promised to {pair.First} and to {pair.Second}"));
        });
        var last = lives.ToLookup(day => (day.Engineer, day.Date)).Select(day => day.Last()).ToList();
        Assert.DoesNotContain(last, day => day.Visits.Any(visit => visit.State is VisitState.Held));
    }

    private async Task AssertNoPartWasPromisedThatWasNotThere(HttpClient client)
    {
        var lives = (await Lives.Of<StockItem, StockEvent>(ledger)).Where(item => item.Part == ScarceField.Part).ToList();
        Assert.All(lives, item => Assert.True(item is { OnHand: >= 0, Available: >= 0 }, $"{item.OnHand} on hand, {item.Reserved} reserved"));
        var last = lives[^1];
        Assert.DoesNotContain(last.Reservations, reservation => reservation.ExpiresAt is not null);
        var taken = await ledger.Query<long>($"select count(*) from event where kind = 'stock-used.v1' and entity_id = 'stock/{ScarceField.Warehouse}/{ScarceField.Part}'");
        Assert.InRange(last.OnHand, ScarceField.Pieces - Assert.Single(taken), ScarceField.Pieces);

        var warehouses = (await (await client.GetAsync("/api/warehouses")).Body()).GetProperty("items").EnumerateArray();
        var shown = warehouses.Single(warehouse => warehouse.Text("id") == ScarceField.Warehouse).GetProperty("stock").EnumerateArray()
            .Single(stock => stock.Text("part") == ScarceField.Part);
        Assert.Equal((last.OnHand, last.Reserved), (shown.GetProperty("onHand").GetInt32(), shown.GetProperty("reserved").GetInt32()));
    }

    /// <summary>A race in which there is enough for everybody proves nothing.</summary>
    private async Task AssertBothWereScarce()
    {
        var lives = await Lives.Of<Ticket, TicketEvent>(ledger);
        var reasons = lives.SelectMany(ticket => ticket.WorkOrders).SelectMany(order => order.Reasons).Select(reason => reason.Reason.Code).Distinct().ToList();
        Assert.Contains(RejectionCode.StockShort, reasons);
        Assert.Contains(RejectionCode.EngineerDayFull, reasons);
        var booked = await ledger.Query<long>("select count(*) from event where kind = 'visit-booked.v1'");
        output.WriteLine($"Booked {Assert.Single(booked)} times.");
        Assert.InRange(Assert.Single(booked), LeastBooked, Tickets * (Rounds + 1));
    }
}

public sealed class SqliteVisitRaceTests : VisitRaceContract
{
    public SqliteVisitRaceTests(ITestOutputHelper output) : this(new TemporaryFolder(), output)
    {
    }

    private SqliteVisitRaceTests(TemporaryFolder folder, ITestOutputHelper output) : base(folder.File("race.db"), folder, output)
    {
    }
}

[OnPostgres]
public sealed class PostgresVisitRaceTests(ITestOutputHelper output) : VisitRaceContract(PostgresServer.Shared.CreateDatabase(), new TemporaryFolder(), output);
