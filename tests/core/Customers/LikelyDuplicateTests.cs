using Dispatch.Customers;

namespace Dispatch.Tests.Core.Customers;

public sealed class LikelyDuplicateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly OpenCase First = new("a", "return", "O-1", Noon);

    [Fact]
    public void A_second_ticket_for_the_same_order_and_kind_within_a_day_looks_like_the_first() =>
        Assert.Equal(First, LikelyDuplicate.EarlierOf(new("b", "return", "O-1", Noon.AddHours(24)), [First]));

    [Theory]
    [InlineData("repair", "O-1", 1)]
    [InlineData("return", "O-2", 1)]
    [InlineData("return", null, 1)]
    [InlineData("return", "O-1", 86_400_001)]
    public void Another_kind_order_or_day_does_not(string kind, string? order, int millisecondsLater) =>
        Assert.Null(LikelyDuplicate.EarlierOf(new("b", kind, order, Noon.AddMilliseconds(millisecondsLater)), [First]));

    [Fact]
    public void The_first_of_two_looks_like_nothing() =>
        Assert.Null(LikelyDuplicate.EarlierOf(First, [First, new("b", "return", "O-1", Noon.AddMinutes(1))]));

    [Fact]
    public void Of_three_the_last_looks_like_the_first() =>
        Assert.Equal(First, LikelyDuplicate.EarlierOf(new("c", "return", "O-1", Noon.AddMinutes(2)), [new("b", "return", "O-1", Noon.AddMinutes(1)), First]));

    [Fact]
    public void Of_two_in_the_same_millisecond_one_is_the_first() =>
        Assert.Equal((First, null), (
            LikelyDuplicate.EarlierOf(First with { Ticket = "b" }, [First]), LikelyDuplicate.EarlierOf(First, [First with { Ticket = "b" }])));
}
