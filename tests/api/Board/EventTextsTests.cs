using Dispatch.Api.Tickets;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;

namespace Dispatch.Tests.Api.Board;

public sealed class EventTextsTests
{
    [Fact]
    public void Every_kind_that_the_ticker_names_is_published()
    {
        var published = EventKinds.Of<TicketEvent>().All;
        Assert.All(published.Concat(["ticket-sneezed.v1"]), kind => Assert.True(!EventTexts.IsNews(Entry(kind)) || published.Contains(kind)));
        Assert.Equal(24, published.Count(kind => EventTexts.IsNews(Entry(kind))));
    }

    private static JournalEvent Entry(string kind) =>
        new(1, "ticket/x", 1, kind, default, "company", "system", null, null, null, null, default);
}
