using Dispatch.Grains;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Teams;
using Dispatch.Tests.Shared;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>What people at a desk do with tickets besides working through the flow.</summary>
[Told]
public sealed class DeskTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void Nobody_absent_is_given_a_ticket_and_who_comes_to_work_gets_the_one_that_waits()
    {
        story.Tell("service", new SetPresence("wu.jie", Present: false));
        story.Tell("service", new SetPresence("li.na", Present: false));
        var id = story.Open("consultation");
        Assert.Null(story.Ticket(id).Assignee);

        story.Tell("service", new SetPresence("wu.jie", Present: true));
        Assert.Equal("wu.jie", story.Ticket(id).Assignee);
    }

    [Fact]
    public void A_dispatcher_may_give_a_step_to_somebody_who_is_full_but_a_colleague_may_not_take_it()
    {
        var inHand = Enumerable.Range(0, 4).Select(_ => story.Open("consultation")).ToList();
        var id = story.Open("consultation");
        story.Refused(RejectionCode.MemberFull, id, new AssignStep(null, "wu.jie", Forced: false));

        story.Do(id, new AssignStep(null, "wu.jie", Forced: true));
        Assert.Equal("wu.jie", story.Ticket(id).Assignee);
        Assert.Equal(3, story.Team("service").MemberOf("wu.jie")!.Load);
        Assert.All(inHand, each => Assert.NotNull(story.Ticket(each).Assignee));
    }

    [Fact]
    public void Reassigning_moves_the_load_from_one_to_the_other()
    {
        var id = story.Open("consultation");
        story.Do(id, new AssignStep(null, "li.na", Forced: true));

        Assert.Equal("li.na", story.Ticket(id).Assignee);
        Assert.Equal((0, 1), (story.Team("service").MemberOf("wu.jie")!.Load, story.Team("service").MemberOf("li.na")!.Load));
    }

    [LocalFact("delays a message between grains")]
    public void An_offer_of_the_team_that_is_still_on_its_way_does_not_take_back_what_a_dispatcher_assigned()
    {
        using var slow = new Story(world => world with { Network = new SlowOffer() });
        var id = slow.Open("consultation");
        Assert.Equal(1, slow.Team("service").MemberOf("wu.jie")!.Load);
        slow.Do(id, new AssignStep(null, "li.na", Forced: true));
        slow.World.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["li.na"], slow.Events(id).OfType<StepAssigned>().Select(assigned => assigned.Person));
        Assert.Equal((0, 1), (slow.Team("service").MemberOf("wu.jie")!.Load, slow.Team("service").MemberOf("li.na")!.Load));
    }

    [Fact]
    public void Transferring_frees_the_old_team_and_waits_in_the_new_ones_queue()
    {
        var id = story.Open("consultation");
        story.Do(id, new TransferStep(null, "claims", Reason: null));

        Assert.Equal(("claims", "he.ping"), (story.Ticket(id).Team, story.Ticket(id).Assignee));
        Assert.Equal(0, story.Team("service").Members.Sum(member => member.Load));
        Assert.Equal(1, story.Team("claims").Members.Sum(member => member.Load));
    }

    [Fact]
    public void A_hold_pauses_the_clocks_and_ends_by_itself()
    {
        var id = story.Open("consultation");
        story.Until(Story.At(9, 30));
        story.Do(id, new HoldTicket("awaiting-customer", Note: null, Story.At(10, 30)));
        Assert.Equal(TicketStatus.Pending, story.Ticket(id).Status);
        Assert.Null(Response(id).DueAt);

        story.Until(Story.At(10, 30));
        Assert.Equal(TicketStatus.Open, story.Ticket(id).Status);
        Assert.Equal(Story.At(12), Response(id).DueAt);
        Assert.Equal([(Story.At(9, 30), Story.At(10, 30))], Response(id).Pauses.Select(pause => (pause.From, pause.To!.Value)));
    }

    [Fact]
    public void The_customers_word_ends_a_hold()
    {
        var id = story.Open("consultation");
        story.Do(id, new HoldTicket("awaiting-customer", Note: null, Until: null));
        story.World.Advance(TimeSpan.FromMinutes(20));

        story.CustomerReplies(id, "我在");
        Assert.Equal(TicketStatus.Open, story.Ticket(id).Status);
        var pause = Response(id).Pauses.Single();
        Assert.Equal(Story.At(11) + (pause.To!.Value - pause.From), Response(id).DueAt);
    }

    [Fact]
    public void The_customers_word_takes_a_resolved_ticket_up_again_with_the_time_it_had_left()
    {
        var id = story.Open("consultation");
        Assert.Equal(Story.At(18, 0, daysLater: 2), Clock(id, "resolution").DueAt);
        story.Do(id, new ResolveTicket("answered", Note: null));
        Assert.Empty(story.Team("service").Members.SelectMany(member => member.Held));
        story.World.Advance(TimeSpan.FromMinutes(10));

        story.CustomerReplies(id, "还是不行");
        // The time in between was not counted, and the office closes at six.
        var resolved = Clock(id, "resolution").Pauses.Single();
        Assert.Equal(TicketStatus.Open, story.Ticket(id).Status);
        Assert.Equal(Story.At(9, 0, daysLater: 3) + (resolved.To!.Value - resolved.From), Clock(id, "resolution").DueAt);
        Assert.NotNull(story.Ticket(id).Assignee);
    }

    [Fact]
    public void A_closed_ticket_can_be_reopened_and_a_cancelled_one_cannot()
    {
        var closed = story.Open("consultation");
        story.Do(closed, new ResolveTicket("answered", Note: null));
        story.Do(closed, new CloseTicket());
        story.Do(closed, new ReopenTicket(Reason: null));
        Assert.True(story.Ticket(closed).IsOpen);

        var cancelled = story.Open("consultation");
        story.Do(cancelled, new CancelTicket(Reason: null));
        story.Refused(RejectionCode.TicketInStatus, cancelled, new ReopenTicket(Reason: null));
    }

    [Fact]
    public void Merging_ends_one_ticket_in_favour_of_the_other_and_frees_who_had_it()
    {
        var kept = story.Open("consultation");
        var merged = story.Open("consultation");
        story.Do(merged, new MergeTicket(kept));

        Assert.Equal((TicketStatus.Merged, kept), (story.Ticket(merged).Status, story.Ticket(merged).MergedInto));
        Assert.Equal(1, story.Team("service").Members.Sum(member => member.Load));
        Assert.Contains("ticket-absorbed.v1", story.History(kept));
    }

    /// <summary>The second word that a ticket hears, the team's offer, is five seconds on its way.</summary>
    private sealed class SlowOffer : INetwork
    {
        private int heard;

        public Passage Of(string target, string method, string? caller) =>
            target.StartsWith("ticket/", StringComparison.Ordinal) && method is nameof(ITicketGrain.Handle) && ++heard is 2
                ? new(TimeSpan.FromSeconds(5))
                : Passage.Smooth;
    }

    private Sla.SlaClock Response(string id) => Clock(id, "first-response");

    private Sla.SlaClock Clock(string id, string target) => story.Ticket(id).Sla.Clocks.Single(clock => clock.Target == target);
}
