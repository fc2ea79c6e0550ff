using Dispatch.Access;
using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Silo.Notices;
using Dispatch.Silo.Outbox;
using Dispatch.Teams;
using Dispatch.Tests.World.Company;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>When people are told of a question that nobody answers: in their hours, while it is still so, and not once for each ticket of a storm.</summary>
[Told]
public sealed class AlertTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void What_falls_due_as_the_office_closes_is_told_at_its_opening()
    {
        SignUp("li.na");
        EscalatedAtClosing();
        Assert.Equal([1], Levels("li.na"));
        Until(Story.At(8, 59, daysLater: 1));
        Assert.Equal([1], Levels("li.na"));
        Until(Story.At(9, 0, daysLater: 1));
        Assert.Equal([1, 2], Levels("li.na"));
    }

    [Fact]
    public void A_ticket_that_is_resolved_before_the_opening_withdraws_what_waits_for_it()
    {
        SignUp("li.na");
        story.Do(EscalatedAtClosing(), new ResolveTicket("answered", Note: null));
        Until(Story.At(9, 0, daysLater: 1));
        Assert.Equal([1], Levels("li.na"));
        Assert.Equal(0, Waiting());
    }

    [Fact]
    public void An_answer_before_the_opening_withdraws_what_waits_for_it()
    {
        SignUp("li.na");
        story.Reply(EscalatedAtClosing(), "在查");
        Until(Story.At(9, 0, daysLater: 1));
        Assert.Equal([1], Levels("li.na"));
    }

    [Fact]
    public void A_warning_is_not_told_of_a_clock_that_is_paused_at_the_opening()
    {
        SignUp("wu.jie");
        story.Do(WarnedAtClosing(), new HoldTicket("awaiting-customer", null, null));
        Until(Story.At(9, 0, daysLater: 1));
        Assert.Equal((0, 0), (Told("wu.jie").Count, Waiting()));
    }

    [Fact]
    public void A_warning_is_told_of_a_clock_that_runs_again_at_the_opening()
    {
        SignUp("wu.jie");
        var id = WarnedAtClosing();
        story.Do(id, new HoldTicket("awaiting-customer", null, null));
        story.Do(id, new ResumeTicket());
        Until(Story.At(9, 0, daysLater: 1));
        Assert.Equal("sla-warned.v1", Assert.Single(Told("wu.jie")).Kind);
    }

    [Fact]
    public void What_is_urgent_is_told_at_once()
    {
        SignUp("li.na");
        Until(Story.At(16, 30));
        story.Open("consultation", open => open with { Priority = Priority.Urgent });
        Until(Story.At(17, 1), Story.At(18, 0).AddSeconds(1));
        Assert.Equal([1, 2], Levels("li.na"));
    }

    [Fact]
    public void An_engineer_is_told_in_his_shift_whenever_the_office_is_open()
    {
        SignUp("li.na");
        SignUp("wang", engineer: "wang.lei");
        story.Tell("service", new SetReporting("li.na", "wang", null));
        story.Tell("wang.lei", new SetShift(new("Asia/Shanghai", [new(DayOfWeek.Monday, new(new(16, 0), new(22, 0)))])));
        story.Open("consultation");
        Until(Story.At(11, 1), Story.At(14, 31), Story.At(15, 59));
        Assert.Equal([], Levels("wang"));
        Until(Story.At(16));
        Assert.Equal([3], Levels("wang"));
    }

    [Fact]
    public void A_storm_is_one_notice_that_grows_for_each_who_is_told()
    {
        SignUp("li.na", "wu.jie");
        for (var n = 0; n < 12; n++)
            story.Open("consultation");
        Until(Story.At(10, 31), Story.At(11, 0).AddSeconds(20));

        var storm = Assert.Single(Notices("li.na"), item => item.At > Story.At(10, 59));
        Assert.Equal((12, 12), (storm.Count, Parts("li.na", storm).Select(part => part.Ticket).Distinct().Count()));
        Assert.All(Told("wu.jie"), part => Assert.Equal("wu.jie", part.Assignee));
    }

    /// <summary>A question of the afternoon whose second level is due at the very closing.</summary>
    private string EscalatedAtClosing()
    {
        Until(Story.At(15));
        var id = OpenAt(Story.At(15));
        Until(Story.At(17, 0).AddSeconds(10), Story.At(18, 0).AddSeconds(10));
        return id;
    }

    /// <summary>A question of the afternoon whose warning is due at the very closing.</summary>
    private string WarnedAtClosing()
    {
        Until(Story.At(16, 30));
        var id = OpenAt(Story.At(16, 30));
        Until(Story.At(18, 0).AddSeconds(10));
        Assert.Equal(1, Waiting());
        return id;
    }

    private string OpenAt(DateTimeOffset instant)
    {
        var id = story.Open("consultation");
        Assert.Equal(instant, story.Ticket(id).CreatedAt);
        return id;
    }

    private void SignUp(params string[] people)
    {
        foreach (var person in people)
            SignUp(person, engineer: null);
    }

    private void SignUp(string person, string? engineer) => story.World.Run(async () => Assert.Null(await story.World.Service<PrincipalStore>().Handle(
        person, new CreatePrincipal(person, new(person, person), Founding.Org, [Role.Agent]) { Engineer = engineer }, Origin.System, default)));

    /// <summary>Lets time pass and sends at each of the instants what is to be sent.</summary>
    private void Until(params DateTimeOffset[] instants)
    {
        foreach (var instant in instants)
        {
            story.Until(instant);
            story.World.Run(() => story.World.Service<OutboxSender>().SendDue());
        }
    }

    /// <summary>Messages about the first response that were not sent yet.</summary>
    private long Waiting() => story.World.Query("select count(*) from outbox where instr(body, '\"first-response\"')", row => row.GetInt64(0))[0];

    /// <summary>What somebody was told of the first response, oldest first.</summary>
    private IReadOnlyList<Notice> Told(string person) =>
        [.. Notices(person).OrderBy(item => item.Id).SelectMany(item => Parts(person, item)).Where(notice => notice.Clock is "first-response")];

    private IReadOnlyList<StoredNotice> Notices(string person) => story.World.Run(() => story.World.Service<INoticeStore>().Read(person, null, 100)).Items;

    private IEnumerable<Notice> Parts(string person, StoredNotice notice) =>
        story.World.Run(() => story.World.Service<INoticeStore>().Parts(person, notice.Id, null, 100)).Select(part => part.Notice);

    /// <summary>Levels of the first response that somebody was told of, in order.</summary>
    private IEnumerable<int> Levels(string person) => Told(person).Select(notice => notice.Level).OfType<int>();
}
