using Dispatch.Fields;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>The customer sends something back.</summary>
[Told]
public sealed class ReturnTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void Under_five_hundred_no_supervisor_is_asked()
    {
        var id = story.Open("return", ticket => ticket with { Amount = new(49_999, "CNY") });
        story.Complete(id, "check", "approve");
        story.Complete(id, "receive", "accept", ("data.condition", FieldValue.Of("intact")));
        story.Complete(id, "refund", data: ("data.refundReference", FieldValue.Of("R-1")));

        Assert.Equal(["check", "receive", "refund"], story.Ticket(id).Steps.Select(step => step.Step));
        Assert.Equal((TicketStatus.Resolved, "refunded"), (story.Ticket(id).Status, story.Ticket(id).Resolution));
    }

    [Fact]
    public void From_five_hundred_on_somebody_who_may_supervise_decides()
    {
        var id = story.Open("return", ticket => ticket with { Amount = new(50_000, "CNY") });
        story.Complete(id, "check", "approve");

        var step = story.Ticket(id).Steps.Single(each => each.IsOpen);
        Assert.Equal(("supervisor", "li.na"), (step.Step, step.Assignee));
        story.Complete(id, "supervisor", "reject");
        Assert.Equal((TicketStatus.Resolved, "rejected"), (story.Ticket(id).Status, story.Ticket(id).Resolution));
    }

    [Fact]
    public void A_parcel_that_never_comes_ends_the_return_after_fourteen_days()
    {
        var id = story.Open("return", ticket => ticket with { Amount = new(100, "CNY") });
        story.Complete(id, "check", "approve");
        var limit = story.Ticket(id).Steps.Single(each => each.IsOpen).DueAt!.Value;

        story.Until(limit.AddMilliseconds(1));
        Assert.Equal((TicketStatus.Resolved, "no-answer"), (story.Ticket(id).Status, story.Ticket(id).Resolution));
        Assert.Empty(story.Team("warehouse").Members.SelectMany(member => member.Held));
    }
}
