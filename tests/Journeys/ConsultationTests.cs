using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>A question.</summary>
[Told]
public sealed class ConsultationTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void An_answer_ends_it_when_the_customer_asks_nothing_more_for_two_days()
    {
        var id = story.Open("consultation");
        story.Reply(id, "请看说明书第三页");
        story.Complete(id, "answer", "answered");
        Assert.True(story.Ticket(id).IsOpen);

        story.World.Advance(TimeSpan.FromDays(2));
        Assert.Equal((TicketStatus.Resolved, "answered"), (story.Ticket(id).Status, story.Ticket(id).Resolution));
    }

    [Fact]
    public void A_further_question_wakes_it()
    {
        var id = story.Open("consultation");
        story.Reply(id, "请看说明书第三页");
        story.Complete(id, "answer", "answered");

        story.CustomerReplies(id, "没有第三页");
        Assert.Equal(["answer", "follow-up", "answer"], story.Ticket(id).Steps.Select(step => step.Step));
        Assert.NotNull(story.Ticket(id).Assignee);
    }

    [Fact]
    public void The_first_reply_stops_the_clock_of_the_first_response_and_later_ones_do_not_matter()
    {
        var id = story.Open("consultation");
        story.World.Advance(TimeSpan.FromMinutes(30));
        story.Reply(id, "在查");
        var responded = story.Ticket(id).RespondedAt;
        story.Reply(id, "查到了");

        var clock = story.Ticket(id).Sla.Clocks.Single(each => each.Target is "first-response");
        Assert.Equal((Sla.SlaClockState.Met, responded), (clock.State, clock.EndedAt));
        Assert.Equal(responded, story.Ticket(id).RespondedAt);
    }
}
