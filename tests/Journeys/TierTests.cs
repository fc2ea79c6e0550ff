using Dispatch.Customers;
using Dispatch.Grains;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>A customer is given another tier, and what is open is treated by it.</summary>
public sealed class TierTests : IDisposable
{
    private const string Someone = "customer-1";
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void Open_tickets_go_by_the_policy_of_the_new_tier_and_those_that_are_over_keep_theirs()
    {
        var (open, over) = (story.Open("consultation"), story.Open("consultation"));
        var other = story.Open("consultation", facts => facts with { Customer = "customer-2" });
        story.Do(over, new ResolveTicket("answered", null));
        story.Until(Story.At(9, 10));
        ChangeTier("gold");
        story.Until(Story.At(9, 10).AddSeconds(2));

        Assert.Equal(("vip", "gold"), (Policy(open), story.Ticket(open).Facts!.CustomerTier));
        Assert.Equal(("standard", "standard"), (Policy(over), Policy(other)));
        Assert.Equal(Story.At(9), story.Ticket(open).Sla.Clocks.Single(clock => clock.Metric is SlaMetric.FirstResponse).StartedAt);
    }

    [Fact]
    public void A_ticket_that_came_in_with_the_former_tier_a_moment_later_hears_of_it_too()
    {
        ChangeTier("gold");
        story.Until(Story.At(9).AddSeconds(20));
        var late = story.Open("consultation");
        Assert.Equal("standard", Policy(late));
        story.Until(Story.At(9, 2));
        Assert.Equal("vip", Policy(late));
        story.Until(Story.At(9, 5));
        Assert.Equal(("gold", null), (Customer().Tier, Customer().TierUnheardSince));
    }

    [Fact]
    public void A_crash_right_after_it_was_decided_keeps_nobody_from_hearing_of_it()
    {
        var open = story.Open("consultation");
        story.World.Run(() => Grain().ChangeTier("company", "gold", new("user:manager")));
        story.World.Crash();
        story.Until(Story.At(9, 1));
        Assert.Equal("vip", Policy(open));
        Assert.Single(story.Events(open).OfType<TierChanged>());
    }

    [Fact]
    public void A_tier_that_is_no_id_is_refused()
    {
        var outcome = story.World.Run(() => Grain().ChangeTier("company", "Very Important", new("user:manager")));
        Assert.Equal(RejectionCode.TierInvalid, Assert.IsType<Outcome.Rejected>(outcome).Rejection.Code);
    }

    private void ChangeTier(string tier)
    {
        Assert.IsType<Outcome.Accepted>(story.World.Run(() => Grain().ChangeTier("company", tier, new("user:manager"))));
        story.Settle();
    }

    private string? Policy(string ticket) => story.Ticket(ticket).Sla.Policy?.Id;

    private Customer Customer() => story.World.Run(() => Grain().Describe())!.State;

    private ICustomerGrain Grain() => story.World.Grains.GetGrain<ICustomerGrain>($"{Dispatch.Customers.Customer.Kind}/{Someone}");
}
