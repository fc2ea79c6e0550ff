using System.Globalization;
using Dispatch.Conditions;
using Dispatch.Fields;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Lists;
using Dispatch.Teams;
using Dispatch.Tests.Shared;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Lists;

/// <summary>What ticket lists must do on every database.</summary>
public abstract class TicketListContract(JournalOptions options) : IDisposable
{
    private readonly OpenedJournal opened = OpenedJournal.Open(options, TimeProvider.System);

    public void Dispose()
    {
        opened.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task A_row_is_read_as_it_was_written()
    {
        var full = Row("a", "D-1") with
        {
            Assignee = "li.wei",
            Version = 1,
            DueTarget = "resolution",
            Breached = true,
            EscalationLevel = 2,
            ResolvedAt = Noon.AddHours(1),
            ClosedAt = Noon.AddHours(2),
            RespondedAt = Noon.AddMinutes(3),
            OrderNumber = "O-77",
            Product = "洗衣机",
            ExternalRef = "ext",
            AmountMinor = 49_999,
            AmountCurrency = "CNY",
            Longitude = 121.4737,
            Latitude = 31.2304,
            Zone = "pudong",
            Engineer = "chen",
            Unbooked = 2,
        };
        var lists = new[] { new WaitingStepRow("repair-east", "s1", "fridge:2 gas:1", Noon), new WaitingStepRow("finance", "s2", "", Noon) };
        await Write(full with { Waiting = lists, ContentIds = ["c1", "c2"] });

        var read = Assert.Single(await opened.Tickets.ByIds(["a", "unknown"]));
        Assert.Equal(full, read with { Waiting = full.Waiting, ContentIds = full.ContentIds });
        Assert.Equal(["c1", "c2"], read.ContentIds);
        Assert.Equal(lists, read.Waiting);
    }

    [StorageFact]
    public async Task A_later_row_replaces_the_earlier_one_and_its_waiting_steps()
    {
        await Write(Row("a", "D-1") with { Waiting = [new("t1", "s1", "", Noon), new("t1", "s2", "", Noon)] });
        await opened.Journal.Append(Commit("ticket/a", 1) with
        {
            Row = Row("a", "D-1") with { Status = "closed", DueAt = null, Waiting = [new("t2", "s2", "", Noon)] },
        });

        var read = Assert.Single(await opened.Tickets.ByIds(["a"]));
        Assert.Equal(("closed", null), (read.Status, read.DueAt));
        Assert.Equal([new WaitingStepRow("t2", "s2", "", Noon)], read.Waiting);
        Assert.Empty(await opened.Waiting.Of("t1"));
    }

    [StorageFact]
    public async Task Visits_that_nobody_has_count_as_the_latest_row_says_and_not_as_one_that_lost()
    {
        await Write(Row("a", "D-1") with { Unbooked = 1 });
        await Write(Row("b", "D-2"));
        await opened.Journal.Append(Commit("ticket/a", 1) with { Row = Row("a", "D-1") });
        await opened.Journal.Append(Commit("ticket/b", 1) with { Row = Row("b", "D-2") with { Unbooked = 2 } });
        await Assert.ThrowsAsync<VersionConflictException>(() => opened.Journal.Append(Commit("ticket/a", 1) with { Row = Row("a", "D-1") with { Unbooked = 9 } }));

        Assert.Equal([0, 2], (await opened.Tickets.ByIds(["a", "b"])).OrderBy(row => row.Id, StringComparer.Ordinal).Select(row => row.Unbooked));
        Assert.Equal("b", await Ids(new() { Unbooked = true }));
    }

    [StorageFact]
    public async Task A_team_finds_its_waiting_steps_with_priority_and_skills()
    {
        await Write(Row("a", "D-1") with { Priority = "urgent", Waiting = [new("t1", "s1", "gas:1 fridge:2", Noon)] });
        await Write(Row("b", "D-2") with { Waiting = [new("t2", "s1", "", Noon)] });

        var step = Assert.Single(await opened.Waiting.Of("t1"));
        Assert.Equal((new StepRef("a", "s1"), Priority.Urgent, Noon), (step.Step, step.Priority, step.Since));
        Assert.Equal([new Skill("gas", 1), new Skill("fridge", 2)], step.Skills.AsEnumerable());
    }

    [StorageFact]
    public async Task Pages_cover_the_list_once_and_in_order_whatever_the_sort()
    {
        for (var n = 0; n < 23; n++)
            await Write(Row($"t{n:00}", $"D-{n}") with
            {
                CreatedAt = Noon.AddMinutes(n / 3),
                DueAt = n % 4 == 0 ? null : Noon.AddMinutes(n * 7 % 5),
            });

        Assert.Equal(await Pages(TicketSort.Newest), Enumerable.Range(0, 23).Reverse().Select(n => $"t{n:00}"));
        Assert.Equal(await Pages(TicketSort.Oldest), Enumerable.Range(0, 23).Select(n => $"t{n:00}"));
        Assert.Equal(
            await Pages(TicketSort.DueSoonest),
            Enumerable.Range(0, 23).OrderBy(n => n % 4 == 0).ThenBy(n => n % 4 == 0 ? 0 : n * 7 % 5).ThenBy(n => n).Select(n => $"t{n:00}"));
    }

    [StorageFact]
    public async Task All_tickets_of_a_query_are_read_at_once_however_many_there_are()
    {
        for (var n = 0; n < 620; n++)
            await Write(Row($"t{n:000}", $"D-{n}") with { Status = n % 31 == 0 ? "closed" : "open", Waiting = n % 2 == 0 ? [new("t1", "s1", "", Noon)] : [] });

        var open = await opened.Tickets.All(new() { Statuses = ["open"] });

        Assert.Equal(Enumerable.Range(0, 620).Where(n => n % 31 != 0).Select(n => $"t{n:000}"), open.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.All(open, row => Assert.Equal(int.Parse(row.Id[1..], CultureInfo.InvariantCulture) % 2 == 0 ? 1 : 0, row.Waiting.Count));
    }

    [StorageFact]
    public async Task Each_filter_keeps_what_it_names()
    {
        await Write(Row("a", "D-1") with { Assignee = "li", Priority = "high", Breached = true });
        await Write(Row("b", "D-2") with { Team = null, Kind = "return", DueAt = Noon.AddHours(1), Customer = "c2", Unbooked = 1 });
        await Write(Row("c", "D-3") with { Status = "closed", DueAt = null, Engineer = "chen" });

        Assert.Equal("a b", await Ids(new() { Statuses = ["open", "pending"] }));
        Assert.Equal("a c", await Ids(new() { Teams = ["repair-east"] }));
        Assert.Equal("a", await Ids(new() { Assignees = ["li"] }));
        Assert.Equal("b c", await Ids(new() { Unassigned = true }));
        Assert.Equal("b", await Ids(new() { Kinds = ["return"] }));
        Assert.Equal("a", await Ids(new() { Priorities = ["high"] }));
        Assert.Equal("b", await Ids(new() { Customers = ["c2"] }));
        Assert.Equal("c", await Ids(new() { Engineers = ["chen"] }));
        Assert.Equal("b", await Ids(new() { Unbooked = true }));
        Assert.Equal("b", await Ids(new() { DueBefore = Noon.AddHours(4) }));
        Assert.Equal("b c", await Ids(new() { Breached = false }));
        Assert.Equal("", await Ids(new() { Statuses = ["open"], Engineers = ["chen"] }));
    }

    [StorageFact]
    public async Task A_scope_sees_its_own_place_and_all_below_but_no_namesake()
    {
        await Write(Row("a", "D-1") with { Org = "acme/east" });
        await Write(Row("b", "D-2") with { Org = "acme/east/repair" });
        await Write(Row("c", "D-3") with { Org = "acme/east-2/repair" });
        await Write(Row("d", "D-4") with { Org = "acme/west" });

        Assert.Equal("a b", await Ids(new() { Scopes = ["acme/east"] }));
        Assert.Equal("b d", await Ids(new() { Scopes = ["acme/east/repair", "acme/west"] }));
        Assert.Equal("a b c d", await Ids(new() { Scopes = ["acme"] }));
        Assert.Equal("", await Ids(new() { Scopes = [] }));
    }

    [StorageFact]
    public async Task A_condition_of_a_saved_view_filters_together_with_the_rest()
    {
        await Write(Row("a", "D-1") with { Kind = "return", AmountMinor = 40_000 });
        await Write(Row("b", "D-2") with { Kind = "return", AmountMinor = 60_000 });
        await Write(Row("c", "D-3") with { Kind = "return", AmountMinor = 40_000, Status = "closed" });
        var small = Condition.Parse("""{"all":[{"field":"kind","op":"eq","value":"return"},{"field":"amount","op":"lt","value":50000}]}""")
            .Required().Compile(FieldCatalogue.BuiltIn).Required();

        Assert.Equal("a", await Ids(new() { Where = small, Statuses = ["open"] }));
    }

    [StorageFact]
    public async Task Tickets_are_counted_by_any_columns()
    {
        await Write(Row("a", "D-1"));
        await Write(Row("b", "D-2") with { Breached = true });
        await Write(Row("c", "D-3") with { Team = null });
        await Write(Row("d", "D-4") with { Status = "closed" });

        Assert.Equal(
            ["closed/repair-east 1", "open/ 1", "open/repair-east 2"],
            (await opened.Tickets.Count(new(), [TicketGroup.Status, TicketGroup.Team]))
                .Select(count => $"{string.Join('/', count.Keys)} {count.Count}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["false 2", "true 1"],
            (await opened.Tickets.Count(new() { Statuses = ["open"] }, [TicketGroup.Breached])).Select(count => $"{count.Keys[0]} {count.Count}"));
        Assert.Equal(4, Assert.Single(await opened.Tickets.Count(new(), [])).Count);
    }

    [StorageFact]
    public async Task Thousands_of_ids_are_read_together()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(n => Write(Row($"t{n}", $"D-{n}"))));

        Assert.Equal(1_200, (await opened.Tickets.ByIds([.. Enumerable.Range(0, 1_200).Select(n => $"t{n}")])).Count);
    }

    private Task<long> Write(TicketRow row) => opened.Journal.Append(Commit($"ticket/{row.Id}", 0) with { Row = row });

    private async Task<string> Ids(TicketQuery query) =>
        string.Join(' ', (await opened.Tickets.Read(query)).Rows.Select(row => row.Id).Order(StringComparer.Ordinal));

    private async Task<List<string>> Pages(TicketSort sort)
    {
        var ids = new List<string>();
        TicketCursor? after = null;
        do
        {
            var page = await opened.Tickets.Read(new() { Sort = sort, Limit = 5, After = after });
            ids.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next is null ? null : Reparse(page.Next);
        }
        while (after is not null);
        return ids;
    }

    private static TicketCursor Reparse(TicketCursor cursor)
    {
        Assert.True(TicketCursor.TryParse(cursor.ToString(), cursor.Sort, out var parsed));
        return parsed!;
    }
}

public sealed class SqliteTicketListTests() : TicketListContract(new("Data Source=:memory:"));

[OnPostgres]
public sealed class PostgresTicketListTests() : TicketListContract(new(PostgresServer.Shared.CreateDatabase()));
