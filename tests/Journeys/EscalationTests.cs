using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Sla;
using Dispatch.Teams;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>A question that nobody answers: warned, breached and escalated at the exact instants, whatever happens to the silo.</summary>
[Told]
public sealed class EscalationTests : IDisposable
{
    // Two working hours to answer from nine on; the office rests from twelve to half past one.
    private static readonly (string Kind, DateTimeOffset Due)[] Chain =
    [
        ("warning", Story.At(10, 30)),
        ("breach", Story.At(11)),
        ("level 1", Story.At(11).AddMilliseconds(1)),
        ("level 2", Story.At(12)),
        ("level 3", Story.At(14, 30)),
    ];

    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void Each_milestone_is_reached_at_its_instant_and_once()
    {
        var id = story.Open("consultation");
        story.Until(Story.At(18));

        Assert.Equal(Chain, Milestones(id).Select(each => (each.Kind, each.Due)));
        Assert.Equal(
            [Story.At(10, 30), Story.At(11).AddMilliseconds(1), Story.At(11).AddMilliseconds(1), Story.At(12), Story.At(14, 30)],
            Milestones(id).Select(each => each.Seen));
    }

    [Fact]
    public void The_second_level_raises_the_priority_and_the_third_hands_it_to_the_lead()
    {
        var id = story.Open("consultation");
        Assert.Equal("wu.jie", story.Ticket(id).Assignee);

        story.Until(Story.At(12));
        Assert.Equal((Priority.High, 2), (story.Ticket(id).Priority, story.Ticket(id).EscalationLevel));
        story.Until(Story.At(14, 30).AddSeconds(1));
        Assert.Equal(("li.na", 3), (story.Ticket(id).Assignee, story.Ticket(id).EscalationLevel));
        Assert.Equal(1, story.Team("service").MemberOf("li.na")!.Load);
        Assert.Equal(0, story.Team("service").MemberOf("wu.jie")!.Load);
    }

    [Fact]
    public void An_answer_at_the_deadline_is_in_time_and_a_millisecond_later_is_not()
    {
        var (punctual, late) = (story.Open("consultation"), story.Open("consultation"));
        story.Until(First(punctual).DueAt!.Value);
        story.Reply(punctual, "按时");
        story.Until(First(late).DueAt!.Value.AddMilliseconds(1));
        story.Reply(late, "晚了");

        Assert.Equal((SlaClockState.Met, null), (First(punctual).State, First(punctual).BreachedAt));
        Assert.Equal((SlaClockState.Missed, First(late).DueAt), (First(late).State, First(late).BreachedAt));

        SlaClock First(string id) => story.Ticket(id).Sla.Clocks.Single(clock => clock.Target is "first-response");
    }

    [Fact]
    public void What_fell_due_while_the_silo_was_down_is_made_up_for_once_in_order_with_its_own_instants()
    {
        var id = story.Open("consultation");
        story.Until(Story.At(10));
        story.World.Crash(down: TimeSpan.FromHours(6));
        story.World.Advance(TimeSpan.FromHours(1));

        var chain = Milestones(id);
        Assert.Equal(Chain, chain.Select(each => (each.Kind, each.Due)));
        Assert.All(chain, each => Assert.InRange(each.Seen, Story.At(16), Story.At(16).AddSeconds(1)));
        Assert.Equal("li.na", story.Ticket(id).Assignee);
    }

    [Fact]
    public void A_crash_every_five_minutes_loses_nothing_and_repeats_nothing()
    {
        var id = story.Open("consultation");
        while (story.Now < Story.At(16))
        {
            story.World.Advance(TimeSpan.FromMinutes(5));
            story.World.Crash();
        }

        Assert.Equal(Chain, Milestones(id).Select(each => (each.Kind, each.Due)));
        Assert.Equal("li.na", story.Ticket(id).Assignee);
    }

    [Fact]
    public void Each_step_warns_and_breaches_by_its_own_limit()
    {
        var id = story.Open("consultation");
        story.Reply(id, "在查");
        story.Until(Story.At(10, 0).AddSeconds(1));

        var step = story.Events(id).OfType<SlaBreached>().Single();
        Assert.Equal(("step/s1", story.Ticket(id).CreatedAt.AddHours(1)), (step.Happening.Clock, step.At));
        Assert.True(story.Ticket(id).Steps[0].Overdue);
    }

    [Fact]
    public void An_absent_leads_work_goes_to_the_stand_in()
    {
        story.Tell("service", new AddMember("xu.li", new("徐丽", "Xu Li"), [], 1));
        story.Tell("service", new SetReporting("li.na", Manager: null, StandIn: "xu.li"));
        story.Tell("service", new SetPresence("li.na", Present: false));
        var id = story.Open("consultation");
        story.Tell("service", new SetPresence("xu.li", Present: true));
        Assert.Equal("wu.jie", story.Ticket(id).Assignee);
        story.Until(Story.At(14, 30).AddSeconds(10));
        Assert.Equal(("xu.li", 3), (story.Ticket(id).Assignee, story.Ticket(id).EscalationLevel));
    }

    [Fact]
    public void An_absent_lead_gets_the_work_as_soon_as_he_is_back()
    {
        story.Tell("service", new SetPresence("li.na", Present: false));
        var id = story.Open("consultation");
        story.Until(Story.At(15));
        Assert.Equal(("wu.jie", 3), (story.Ticket(id).Assignee, story.Ticket(id).EscalationLevel));
        Assert.Equal([new LeadAwaited(3, "service", story.Events(id).OfType<LeadAwaited>().Single().At)], story.Events(id).OfType<LeadAwaited>());

        story.Tell("service", new SetPresence("li.na", Present: true));
        Assert.Equal("li.na", story.Ticket(id).Assignee);
    }

    [Fact]
    public void A_crash_while_the_lead_is_away_delays_the_handover_by_four_minutes_at_most()
    {
        story.Tell("service", new SetPresence("li.na", Present: false));
        var id = story.Open("consultation");
        story.Until(Story.At(15));
        story.World.Crash();
        story.Tell("service", new SetPresence("li.na", Present: true));
        story.Until(Story.At(15, 4).AddSeconds(10));
        Assert.Equal("li.na", story.Ticket(id).Assignee);
    }

    [Fact]
    public void A_ticket_that_waits_for_the_lead_writes_nothing_but_its_next_question()
    {
        var written = new List<string>();
        using var quiet = new Story(world => world with { WrapWriter = writer => new NotingWriter(writer, written) });
        quiet.Tell("service", new SetPresence("li.na", Present: false));
        var id = quiet.Open("consultation");
        quiet.Until(Story.At(15));
        written.Clear();
        quiet.Until(Story.At(16));
        Assert.InRange(written.Count(entity => entity == $"ticket/{id}"), 1, 16);
    }

    private sealed class NotingWriter(IBatchWriter writer, List<string> written) : IBatchWriter
    {
        public BatchResult Write(IReadOnlyList<Commit> batch)
        {
            written.AddRange(batch.Select(commit => commit.EntityId));
            return writer.Write(batch);
        }

        public void Dispose() => writer.Dispose();
    }

    private List<(string Kind, DateTimeOffset Due, DateTimeOffset Seen)> Milestones(string id) => [.. story.Events(id).SelectMany(Milestone)];

    private static IEnumerable<(string, DateTimeOffset, DateTimeOffset)> Milestone(TicketEvent @event) => @event switch
    {
        SlaWarned { Happening.Clock: "first-response" } e => [("warning", e.At, e.SeenAt)],
        SlaBreached { Happening.Clock: "first-response" } e => [("breach", e.At, e.SeenAt)],
        SlaEscalated { Happening.Clock: "first-response" } e => [($"level {e.Happening.Level}", e.At, e.SeenAt)],
        _ => [],
    };
}
