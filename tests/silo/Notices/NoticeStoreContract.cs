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

    protected NoticeStoreContract(JournalOptions options)
    {
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
        var stored = Assert.Single(await notices.Add("m1", notice, ["li.na"]));

        Assert.Equal(stored, Assert.Single((await notices.Read("li.na", null, 10)).Items));
        Assert.Equal((notice, null), (stored.Notice, stored.ReadAt));
    }

    [StorageFact]
    public async Task A_message_sent_again_is_stored_once_even_if_it_would_go_to_somebody_else_by_now()
    {
        await notices.Add("m1", Of("ticket/a@3"), ["li.na"]);

        Assert.Empty(await notices.Add("m1", Of("ticket/a@3"), ["li.na"]));
        Assert.Empty(await notices.Add("m1", Of("ticket/a@3"), ["wu.jie"]));
        Assert.Equal((1, 0), (await notices.CountUnread("li.na"), await notices.CountUnread("wu.jie")));
    }

    [StorageFact]
    public async Task Whoever_is_meant_by_two_messages_of_one_event_is_told_once()
    {
        await notices.Add("m1/lead", Of("ticket/a@3"), ["li.na"]);
        Assert.Equal(["wu.jie"], (await notices.Add("m1/manager", Of("ticket/a@3"), ["li.na", "wu.jie"])).Select(stored => stored.Principal));
    }

    [StorageFact]
    public async Task The_list_is_what_was_not_read_and_then_the_newest_and_pages_leave_nothing_out()
    {
        for (var i = 1; i <= 7; i++)
            await notices.Add($"m{i}", Of($"ticket/t{i}@1"), ["li.na"]);
        await notices.Add("m8", Of("ticket/t8@1"), ["wu.jie"]);
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
        var id = (await notices.Add("m1", Of("ticket/a@3"), ["li.na"]))[0].Id;

        Assert.False(await notices.MarkRead("wu.jie", id, Noon));
        Assert.True(await notices.MarkRead("li.na", id, Noon));
        Assert.True(await notices.MarkRead("li.na", id, Noon.AddHours(1)));
        Assert.Equal(Noon, (await notices.Read("li.na", null, 10)).Items[0].ReadAt);
    }

    [StorageFact]
    public async Task Reading_all_leaves_those_of_others_unread()
    {
        await notices.Add("m1", Of("ticket/a@3"), ["li.na", "wu.jie"]);
        await notices.Add("m2", Of("ticket/b@3"), ["li.na"]);
        await notices.MarkAllRead("li.na", Noon);

        Assert.Equal((0, 1), (await notices.CountUnread("li.na"), await notices.CountUnread("wu.jie")));
    }

    [StorageFact]
    public async Task Who_was_told_of_a_ticket_is_known_by_event()
    {
        await notices.Add("m1", Of("ticket/a@3"), ["li.na", "wu.jie"]);
        await notices.Add("m2", Of("ticket/a@5"), ["li.na"]);
        await notices.Add("m3", Of("ticket/b@3"), ["li.na"]);

        Assert.Equal([("ticket/a@3", "li.na"), ("ticket/a@3", "wu.jie"), ("ticket/a@5", "li.na")], await notices.ReceiversOf("a"));
    }

    [StorageFact]
    public async Task Notices_read_are_kept_for_thirty_days_and_others_for_ninety()
    {
        await notices.Add("read", Of("ticket/a@3"), ["li.na"]);
        await notices.MarkAllRead("li.na", Noon);
        await notices.Add("unread", Of("ticket/b@3"), ["li.na"]);

        Assert.Equal(0, await notices.Sweep(Noon.AddDays(30).AddMilliseconds(-1)));
        Assert.Equal((1, 0), (await notices.Sweep(Noon.AddDays(30)), await notices.Sweep(Noon.AddDays(90).AddMilliseconds(-1))));
        Assert.Equal(["b"], (await notices.Read("li.na", null, 10)).Items.Select(item => item.Notice.Ticket));
        Assert.Equal(1, await notices.Sweep(Noon.AddDays(90)));
    }

    internal static Notice Of(string cause) =>
        new(cause, cause["ticket/".Length..cause.IndexOf('@')], "D-1", "sla-escalated.v1", Receiver.Lead, "service", "wu.jie") { At = Noon };
}

public sealed class SqliteNoticeStoreTests() : NoticeStoreContract(new("Data Source=:memory:"));

[OnPostgres]
public sealed class PostgresNoticeStoreTests() : NoticeStoreContract(new(PostgresServer.Shared.CreateDatabase()));
