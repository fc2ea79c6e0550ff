using Dispatch.Engineers;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Journal;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Tests.Shared;
using Dispatch.Tickets;
using static Dispatch.Tests.Silo.Consistency.SmallCompany;

namespace Dispatch.Tests.Silo.Consistency;

/// <summary>A sound database passes; each kind of damage is found and named, on every database.</summary>
public abstract class ExaminationContract : IAsyncLifetime
{
    private readonly OpenedJournal opened;
    private readonly SmallCompany company;

    protected ExaminationContract(JournalOptions options)
    {
        opened = OpenedJournal.Open(options, new VirtualTime(Noon));
        company = new(opened.Journal, options);
    }

    public Task InitializeAsync() => company.Found();

    public virtual Task DisposeAsync()
    {
        opened.Dispose();
        return Task.CompletedTask;
    }

    [StorageFact]
    public async Task A_sound_database_has_no_findings() => Assert.Empty(await company.Examine());

    [StorageFact]
    public Task A_snapshot_that_its_events_do_not_fold_into_is_found() => Finds(
        "update entity set state = replace(state, '\"onHand\":5', '\"onHand\":6') where id = 'stock/north/pump'",
        "snapshots: stock/north/pump has a snapshot that its events do not fold into");

    [StorageFact]
    public Task A_snapshot_ahead_of_its_events_is_found() => Finds(
        "update entity set version = 2 where id = 'team/desk'", "snapshots: team/desk is at version 2, its last event at 1");

    [StorageFact]
    public Task A_snapshot_that_cannot_be_read_is_found_and_stops_nothing() => Finds(
        "update entity set state = 'x' where id = 'team/desk'", "snapshots: team/desk cannot be read after event 0");

    [StorageFact]
    public async Task A_missing_event_is_found()
    {
        await company.Damage("delete from event where entity_id = 'ticket/visit' and version = 2");

        var findings = await company.Examine();
        Assert.Contains(findings, finding => finding.ToString() == "snapshots: ticket/visit has event 3 after event 1");
        Assert.Contains(findings, finding => finding.Check == "sequence" && finding.Entity == "journal");
    }

    [StorageFact]
    public Task Events_without_a_snapshot_are_found() => Finds(
        "delete from entity where id = 'team/desk'", "sequence: team/desk has events but no snapshot");

    [StorageFact]
    public Task A_deadline_that_nobody_is_woken_for_is_found() => Finds(
        "update entity set wake_at = null where id = 'ticket/visit'",
        $"wake-ups: ticket/visit waits for {Noon.AddMinutes(10).AddMilliseconds(1):O} and is woken never");

    [StorageFact]
    public async Task A_wake_up_left_lying_is_passing()
    {
        var finding = Assert.Single(await company.Examine(now: Noon.AddMinutes(11)));
        Assert.Equal($"wake-ups: ticket/visit was due at {Noon.AddMinutes(10).AddMilliseconds(1):O} (passing)", finding.ToString());
    }

    [StorageFact]
    public Task A_list_row_that_says_something_else_is_found() => Finds(
        "update ticket_row set status = 'closed' where id = 'waits'", "ticket rows: ticket/waits is listed with status \"closed\" instead of \"new\"");

    [StorageFact]
    public Task A_queue_that_lost_a_step_is_found() => Finds(
        "delete from waiting_step", "ticket rows: ticket/waits is listed with waiting []");

    [StorageFact]
    public Task A_ticket_that_is_not_listed_is_found() => Finds(
        "delete from ticket_row where id = 'waits'", "ticket rows: ticket/waits is not in the list");

    [StorageFact]
    public Task A_lost_external_reference_is_found() => Finds(
        "delete from idempotency_key where key = 'ref-1'", "keys: ticket/waits does not hold the key of its external reference");

    [StorageFact]
    public async Task A_step_held_by_a_team_alone_is_passing()
    {
        var step = new StepRef("waits", "s1");
        await company.Store<Team, TeamEvent>("desk",
            new MemberJoined("wang", new("王", "Wang"), [], 3), new StepsAssigned([new(step, "wang")]), new StepsAcknowledged([step]));

        Assert.Equal("teams: team/desk has step waits:s1 with wang, its ticket does not (passing)", Assert.Single(await company.Examine()).ToString());
    }

    [StorageFact]
    public async Task An_engineer_promised_twice_at_one_time_is_found()
    {
        await company.Store<EngineerDay, EngineerDayEvent>("li.wei/2026-03-02", HeldAt("other/w1", TimeSpan.FromMinutes(150)));

        Assert.Contains(await company.Examine(), finding => finding is { Check: "engineers", Entity: "engineer/li.wei", Passing: false });
    }

    [StorageFact]
    public async Task A_booking_of_which_the_engineers_day_knows_nothing_is_passing()
    {
        await company.Store<EngineerDay, EngineerDayEvent>("li.wei/2026-03-02", new DayVisitReleased("visit/w1", 1));

        Assert.Equal(
            "engineers: ticket/visit has li.wei booked on 2026-03-02, whose day knows nothing of it (passing)",
            Assert.Single(await company.Examine()).ToString());
    }

    [StorageFact]
    public async Task A_reservation_without_a_booking_is_passing()
    {
        await company.Store<StockItem, StockEvent>("north/pump", new StockHeld("gone/w1", 1, 1, Noon.AddMinutes(1)), new StockConfirmed("gone/w1", 1));

        Assert.Equal("stock: stock/north/pump keeps 1 for gone/w1, which has no booking (passing)", Assert.Single(await company.Examine()).ToString());
    }

    [StorageFact]
    public async Task Stock_promised_beyond_what_is_there_is_found()
    {
        await company.Store<StockItem, StockEvent>("north/pump", new StockCounted(1));

        Assert.Equal("stock: stock/north/pump has 1 on hand and 2 reserved", Assert.Single(await company.Examine()).ToString());
    }

    [StorageFact]
    public async Task Parts_that_left_one_warehouse_and_are_not_yet_in_the_other_are_passing()
    {
        await company.Store<StockItem, StockEvent>("north/pump", new StockSent("south", 2));
        Assert.Equal("stock: stock/south/pump has yet to book 2 from stock/north/pump (passing)", Assert.Single(await company.Examine()).ToString());

        await company.Store<StockItem, StockEvent>("south/pump", new StockArrived("north", 2));
        await company.Store<StockItem, StockEvent>("north/pump", new StockHandedOver("south", 2));
        Assert.Empty(await company.Examine());
    }

    [StorageFact]
    public async Task More_parts_that_arrived_than_were_sent_are_found()
    {
        await company.Store<StockItem, StockEvent>("north/pump", new StockSent("south", 2), new StockHandedOver("south", 2));
        await company.Store<StockItem, StockEvent>("south/pump", new StockArrived("north", 3));

        Assert.Equal("stock: stock/south/pump booked 3 from stock/north/pump, which sent 2", Assert.Single(await company.Examine()).ToString());
    }

    [StorageFact]
    public async Task Parts_that_were_handed_over_and_never_booked_are_found()
    {
        await company.Store<StockItem, StockEvent>("north/pump", new StockSent("south", 2), new StockHandedOver("south", 2));

        Assert.Equal("stock: stock/south/pump booked 0 from stock/north/pump, which sent 2", Assert.Single(await company.Examine()).ToString());
    }

    [StorageFact]
    public async Task Parts_that_came_from_where_none_left_are_found()
    {
        await company.Store<StockItem, StockEvent>("south/pump", new StockArrived("north", 1));

        Assert.Equal("stock: stock/south/pump booked 1 from stock/north/pump, which sent 0", Assert.Single(await company.Examine()).ToString());
    }

    private async Task Finds(string damage, string expected)
    {
        await company.Damage(damage);
        Assert.Contains(await company.Examine(), finding => finding.ToString().StartsWith(expected, StringComparison.Ordinal) && !finding.Passing);
    }
}

public sealed class SqliteExaminationTests : ExaminationContract
{
    private readonly TemporaryFolder folder;

    public SqliteExaminationTests() : this(new TemporaryFolder())
    {
    }

    private SqliteExaminationTests(TemporaryFolder folder) : base(new JournalOptions($"Data Source={folder.File("journal.db")};Pooling=False")) =>
        this.folder = folder;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}

[OnPostgres]
public sealed class PostgresExaminationTests() : ExaminationContract(new JournalOptions(PostgresServer.Shared.CreateDatabase()));
