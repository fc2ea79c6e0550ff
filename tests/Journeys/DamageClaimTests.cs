using Dispatch.Fields;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>A parcel arrived broken.</summary>
[Told]
public sealed class DamageClaimTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void A_claim_that_holds_is_checked_by_service_and_warehouse_and_then_paid()
    {
        var id = story.Open("damage-claim", ticket => ticket with { Amount = new(32_000, "CNY") });
        story.Complete(id, "check", "valid");
        story.Complete(id, "warehouse-check", data: ("data.packedWell", FieldValue.Of(true)));
        story.Complete(id, "liability", data: ("data.liable", FieldValue.Of("carrier")));
        Assert.Equal(("payment", "finance"), (Open(id).Step, Open(id).Team));
        story.Complete(id, "payment", data: ("data.paymentReference", FieldValue.Of("P-1")));

        Assert.Equal((TicketStatus.Resolved, "compensated"), (story.Ticket(id).Status, story.Ticket(id).Resolution));
    }

    [Fact]
    public void Liability_must_be_stated_before_the_step_can_be_finished()
    {
        var id = story.Open("damage-claim");
        story.Complete(id, "check", "valid");
        story.Complete(id, "warehouse-check");

        story.Refused(RejectionCode.StepFieldRequired, id, new CompleteStep(null, null, null));
        Assert.Equal("liability", Open(id).Step);
    }

    [Fact]
    public void A_customer_who_broke_it_himself_is_not_paid()
    {
        var id = story.Open("damage-claim");
        story.Complete(id, "check", "valid");
        story.Complete(id, "warehouse-check");
        story.Complete(id, "liability", data: ("data.liable", FieldValue.Of("customer")));

        Assert.Equal((TicketStatus.Resolved, "rejected"), (story.Ticket(id).Status, story.Ticket(id).Resolution));
    }

    [Fact]
    public void Missing_evidence_is_asked_for_and_the_customers_answer_takes_the_claim_up_again()
    {
        var id = story.Open("damage-claim");
        story.Complete(id, "check", "need-evidence");
        Assert.Equal("evidence", Open(id).Step);

        story.CustomerReplies(id, "照片在这里");
        Assert.Equal("check", Open(id).Step);
        Assert.NotNull(Open(id).Assignee);
    }

    [Fact]
    public void Without_an_answer_in_five_days_the_claim_ends_to_the_millisecond()
    {
        var id = story.Open("damage-claim");
        story.Complete(id, "check", "need-evidence");
        var limit = Open(id).DueAt!.Value;
        Assert.Equal(TimeSpan.FromDays(5), limit - Open(id).OpenedAt);

        story.Until(limit);
        Assert.True(story.Ticket(id).IsOpen);
        story.Until(limit.AddMilliseconds(1));
        Assert.Equal((TicketStatus.Resolved, "no-answer", limit.AddMilliseconds(1)),
            (story.Ticket(id).Status, story.Ticket(id).Resolution, story.Ticket(id).ResolvedAt));
    }

    private TicketStep Open(string id) => story.Ticket(id).Steps.Single(step => step.IsOpen);
}
