using Dispatch.Silo.Lists;

namespace Dispatch.Tests.Silo.Lists;

public sealed class TicketCursorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("no cursor")]
    [InlineData("AAAA")]
    [InlineData("MHx4fGE")] // 0|x|a
    [InlineData("MHwtMXxh")] // 0|-1|a
    public void What_is_no_cursor_is_refused(string text) => Assert.False(TicketCursor.TryParse(text, TicketSort.Newest, out _));

    [Fact]
    public void A_cursor_of_another_order_is_refused() =>
        Assert.False(TicketCursor.TryParse(new TicketCursor(TicketSort.Oldest, 5, "a").ToString(), TicketSort.Newest, out _));
}
