namespace Dispatch.Customers;

/// <summary>When a ticket looks like an earlier one of the same customer: same order, same kind, within a day.</summary>
public static class LikelyDuplicate
{
    /// <summary>How close in time two tickets must be to look like one.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromHours(24);

    /// <summary>The earliest of a customer's tickets that a later one seems to repeat, or null. Of two that came in the same millisecond the one with the smaller id is the earlier.</summary>
    /// <param name="others">What else was open when it came in.</param>
    public static OpenCase? EarlierOf(OpenCase later, IEnumerable<OpenCase> others) => later.OrderNumber is null
        ? null
        : others.Where(other => LooksLike(other, later)).MinBy(Place);

    private static bool LooksLike(OpenCase earlier, OpenCase later) =>
        earlier.Kind == later.Kind && earlier.OrderNumber == later.OrderNumber
        && Place(earlier).CompareTo(Place(later)) < 0 && later.OpenedAt - earlier.OpenedAt <= Within;

    private static Order Place(OpenCase open) => new(open.OpenedAt, open.Ticket);

    private readonly record struct Order(DateTimeOffset At, string Ticket) : IComparable<Order>
    {
        public int CompareTo(Order other) =>
            At.CompareTo(other.At) is not 0 and var byTime ? byTime : string.CompareOrdinal(Ticket, other.Ticket);
    }
}
