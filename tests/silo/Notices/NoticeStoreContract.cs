using Dispatch.Configuration;
using Dispatch.Grains;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Notices;
using Dispatch.Sla;
using Dispatch.Tests.Shared;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Notices;

/// <summary>What people are told and what they have read, on every database.</summary>
public abstract class NoticeStoreContract : IDisposable
{
    private readonly OpenedJournal opened;
    private readonly SqlNotices notices;
    private readonly int storm;
    private DateTimeOffset now = Noon;

    /// <param name="storm">Messages in a minute: as many as the database takes in a few seconds of a test.</param>
    protected NoticeStoreContract(JournalOptions options, int storm)
    {
        this.storm = storm;
        opened = OpenedJournal.Open(options, TimeProvider.System);
        notices = opened.Notices;
    }

    public void Dispose()
    {
        opened.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task A_notice_comes_back_as_it_was_stored()
    {
        var notice = Of("ticket/a@3") with
        {
            Org = "company/east", Clock = "step/s1", Step = "check", CaseType = new DocumentRef("case-type", "repair", 2), Level = 2, DueAt = Noon.AddHours(1),
        };
        var stored = Assert.Single(await Add("m1", notice, ["li.na"]));

        Assert.Equal(stored, Assert.Single((await notices.Read("li.na", null, 10)).Items));
        Assert.Equal((notice, null), (stored.Notice, stored.ReadAt));
    }

    [StorageFact]
    public async Task A_message_sent_again_is_stored_once_even_if_it_would_go_to_somebody_else_by_now()
    {
        await Add("m1", Of("ticket/a@3"), ["li.na"]);

        Assert.Empty(await Add("m1", Of("ticket/a@3"), ["li.na"]));
        Assert.Empty(await Add("m1", Of("ticket/a@3"), ["wu.jie"]));
        Assert.Equal((1, 0), (await notices.CountUnread("li.na"), await notices.CountUnread("wu.jie")));
    }

    [StorageFact]
    public async Task Whoever_is_meant_by_two_messages_of_one_event_is_told_once()
    {
        await Add("m1/lead", Of("ticket/a@3"), ["li.na"]);
        Assert.Equal(["wu.jie"], (await Add("m1/manager", Of("ticket/a@3"), ["li.na", "wu.jie"])).Select(stored => stored.Principal));
    }

    [StorageFact]
    public async Task The_list_is_what_was_not_read_and_then_the_newest_and_pages_leave_nothing_out()
    {
        for (var i = 1; i <= 7; i++)
            await Add($"m{i}", Of($"ticket/t{i}@1"), ["li.na"]);
        await Add("m8", Of("ticket/t8@1"), ["wu.jie"]);
        var ids = (await notices.Read("li.na", null, 10)).Items.ToDictionary(item => item.Notice.Ticket, item => item.Id, StringComparer.Ordinal);
        foreach (var read in new[] { "t6", "t2" })
            Assert.True(await notices.MarkRead("li.na", ids[read], Noon));

        var tickets = new List<string>();
        NoticeCursor? after = null;
        do
        {
            var page = await notices.Read("li.na", after, 2);
            tickets.AddRange(page.Items.Select(item => item.Notice.Ticket));
            after = page.Next is { } next ? NoticeCursor.TryParse(next.ToString()) : null;
        }
        while (after is not null);

        Assert.Equal(["t7", "t5", "t4", "t3", "t1", "t6", "t2"], tickets);
        Assert.Equal(5, await notices.CountUnread("li.na"));
    }

    [StorageFact]
    public async Task Only_ones_own_notices_can_be_read_and_reading_twice_keeps_the_first_instant()
    {
        var id = (await Add("m1", Of("ticket/a@3"), ["li.na"]))[0].Id;

        Assert.False(await notices.MarkRead("wu.jie", id, Noon));
        Assert.True(await notices.MarkRead("li.na", id, Noon));
        Assert.True(await notices.MarkRead("li.na", id, Noon.AddHours(1)));
        Assert.Equal(Noon, (await notices.Read("li.na", null, 10)).Items[0].ReadAt);
    }

    [StorageFact]
    public async Task Reading_all_leaves_those_of_others_unread()
    {
        await Add("m1", Of("ticket/a@3"), ["li.na", "wu.jie"]);
        await Add("m2", Of("ticket/b@3"), ["li.na"]);
        await notices.MarkAllRead("li.na", Noon);

        Assert.Equal((0, 1), (await notices.CountUnread("li.na"), await notices.CountUnread("wu.jie")));
    }

    [StorageFact]
    public async Task Who_was_told_of_a_ticket_is_known_by_event()
    {
        await Add("m1", Of("ticket/a@3"), ["li.na", "wu.jie"]);
        await Add("m2", Of("ticket/a@5"), ["li.na"]);
        await Add("m3", Of("ticket/b@3"), ["li.na"]);

        Assert.Equal([("ticket/a@3", "li.na"), ("ticket/a@3", "wu.jie"), ("ticket/a@5", "li.na")], await notices.ReceiversOf("a"));
    }

    [StorageFact]
    public async Task Notices_read_are_kept_for_thirty_days_and_others_for_ninety()
    {
        await Add("read", Of("ticket/a@3"), ["li.na"]);
        await notices.MarkAllRead("li.na", Noon);
        await Add("unread", Of("ticket/b@3"), ["li.na"]);

        Assert.Equal(0, await notices.Sweep(Noon.AddDays(30).AddMilliseconds(-1)));
        Assert.Equal((1, 0), (await notices.Sweep(Noon.AddDays(30)), await notices.Sweep(Noon.AddDays(90).AddMilliseconds(-1))));
        Assert.Equal(["b"], (await notices.Read("li.na", null, 10)).Items.Select(item => item.Notice.Ticket));
        Assert.Equal(1, await notices.Sweep(Noon.AddDays(90)));
    }

    [StorageFact]
    public async Task A_storm_is_one_notice_for_each_receiver_that_grows()
    {
        for (var n = 0; n < storm; n++)
            await notices.Add($"m{n}/lead", Of($"ticket/t{n}@3"), n % 10 is 0 ? ["li.na", "wu.jie"] : ["li.na"], Noon.AddMilliseconds(n * 10));

        var (lead, other) = (Assert.Single((await notices.Read("li.na", null, 10)).Items), Assert.Single((await notices.Read("wu.jie", null, 10)).Items));
        Assert.Equal((storm, "t0"), (lead.Count, lead.Notice.Ticket));
        Assert.Equal((storm / 10, 1), (other.Count, await notices.CountUnread("wu.jie")));
        var last = await notices.Parts("li.na", lead.Id, (await notices.Parts("li.na", lead.Id, null, storm - 2))[^1].Id, 10);
        Assert.Equal([$"t{storm - 2}", $"t{storm - 1}"], last.Select(part => part.Notice.Ticket));
    }

    [StorageFact]
    public async Task A_notice_grows_for_a_minute_until_it_is_read_and_only_by_its_kind()
    {
        await notices.Add("m1", Of("ticket/a@3"), ["li.na"], Noon);
        var grown = Assert.Single(await notices.Add("m2", Of("ticket/b@3") with { At = Noon.AddSeconds(59) }, ["li.na"], Noon.AddSeconds(59)));
        Assert.Equal((2, "a", Noon.AddSeconds(59)), (grown.Count, grown.Notice.Ticket, grown.At));
        await notices.Add("warned", Of("ticket/c@3") with { Kind = "sla-warned.v1" }, ["li.na"], Noon.AddSeconds(59));
        await notices.Add("minute", Of("ticket/d@3"), ["li.na"], Noon.AddSeconds(60));
        await notices.MarkAllRead("li.na", Noon.AddSeconds(61));
        await notices.Add("read", Of("ticket/e@3"), ["li.na"], Noon.AddSeconds(62));

        Assert.Equal([("e", 1), ("d", 1), ("c", 1), ("a", 2)], (await notices.Read("li.na", null, 10)).Items.Select(item => (item.Notice.Ticket, item.Count)));
    }

    [StorageFact]
    public async Task A_message_sent_again_lets_nothing_grow()
    {
        await notices.Add("m1", Of("ticket/a@3"), ["li.na"], Noon);
        await notices.Add("m2", Of("ticket/b@3"), ["li.na"], Noon);
        Assert.Empty(await notices.Add("m2", Of("ticket/b@3"), ["li.na"], Noon));
        Assert.Empty(await notices.Add("m2/manager", Of("ticket/b@3"), ["li.na"], Noon));
        Assert.Equal(2, Assert.Single((await notices.Read("li.na", null, 10)).Items).Count);
    }

    [StorageFact]
    public async Task What_a_notice_stands_for_is_its_readers_alone_and_known_by_ticket()
    {
        await notices.Add("m1", Of("ticket/a@3"), ["li.na"], Noon);
        var id = (await notices.Add("m2", Of("ticket/b@3"), ["li.na"], Noon))[0].Id;
        Assert.Equal(["a", "b"], (await notices.Parts("li.na", id, null, 10)).Select(part => part.Notice.Ticket));
        Assert.Empty(await notices.Parts("wu.jie", id, null, 10));
        Assert.Equal([("ticket/b@3", "li.na")], await notices.ReceiversOf("b"));
        Assert.Equal([2], (await notices.After(id, 10)).Select(grown => grown.Count));
    }

    [StorageFact]
    public async Task What_a_notice_stood_for_goes_after_it()
    {
        await notices.Add("m1", Of("ticket/a@3"), ["li.na"], Noon);
        await notices.Add("m2", Of("ticket/b@3"), ["li.na"], Noon);
        Assert.Equal(0, await notices.Sweep(Noon.AddDays(89)));
        Assert.Equal((1, 1, 0), (await notices.Sweep(Noon.AddDays(90)), await notices.Sweep(Noon.AddDays(90)), await notices.Sweep(Noon.AddDays(90))));
        Assert.Empty(await notices.ReceiversOf("b"));
    }

    /// <summary>Stores one by itself: an hour after the one before.</summary>
    private Task<IReadOnlyList<StoredNotice>> Add(string message, Notice notice, IReadOnlyList<string> principals) =>
        notices.Add(message, notice, principals, now += TimeSpan.FromHours(1));

    internal static Notice Of(string cause) =>
        new(cause, cause["ticket/".Length..cause.IndexOf('@')], "D-1", "sla-escalated.v1", Receiver.Lead, "service", "wu.jie") { At = Noon };
}

public sealed class SqliteNoticeStoreTests() : NoticeStoreContract(new("Data Source=:memory:"), storm: 5_000);

[OnPostgres]
public sealed class PostgresNoticeStoreTests() : NoticeStoreContract(new(PostgresServer.Shared.CreateDatabase()), storm: 1_000);
