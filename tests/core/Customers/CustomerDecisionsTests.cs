using Dispatch.Customers;

namespace Dispatch.Tests.Core.Customers;

public sealed class CustomerDecisionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("phone", "+86 138-0013-8000", "+8613800138000")]
    [InlineData("email", " Li.Wei@Example.com", "li.wei@example.com")]
    [InlineData("account", "A 17 ", "A 17")]
    public void However_an_identity_is_spelled_it_is_one_customer(string kind, string spelled, string plain) =>
        Assert.Equal(CustomerIdentity.ToId(kind, plain), CustomerIdentity.ToId(kind, spelled));

    [Fact]
    public void Different_kinds_of_identity_are_different_customers() =>
        Assert.NotEqual(CustomerIdentity.ToId("phone", "17"), CustomerIdentity.ToId("account", "17"));

    [Fact]
    public void A_second_ticket_for_the_same_order_and_kind_within_a_day_is_suspected()
    {
        var customer = With(new OpenCase("a", "return", "O-1", Noon));
        var decision = CustomerDecisions.Open(customer, "acme", new("b", "return", "O-1", Noon.AddHours(24)));
        Assert.Equal(new DuplicateSuspected(new("b", "a")), decision.Events[^1]);
    }

    [Theory]
    [InlineData("repair", "O-1", 0)]
    [InlineData("return", "O-2", 0)]
    [InlineData("return", null, 0)]
    [InlineData("return", "O-1", 86_400_001)]
    public void Another_kind_order_or_day_is_not(string kind, string? order, int millisecondsLater)
    {
        var customer = With(new OpenCase("a", "return", "O-1", Noon));
        var decision = CustomerDecisions.Open(customer, "acme", new("b", kind, order, Noon.AddMilliseconds(millisecondsLater)));
        Assert.IsType<CaseOpened>(Assert.Single(decision.Events));
    }

    [Fact]
    public void News_that_comes_twice_changes_nothing()
    {
        var opened = new OpenCase("a", "return", "O-1", Noon);
        Assert.Empty(CustomerDecisions.Open(With(opened), "acme", opened).Events);
    }

    private static Customer With(OpenCase opened) => new Customer("c").Apply(new CaseOpened("acme", opened));
}
