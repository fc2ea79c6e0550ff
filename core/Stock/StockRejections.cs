namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>A number of pieces is negative, zero where some are needed, or beyond a million.</summary>
    public static readonly RejectionCode QuantityImpossible = new("quantity-impossible");

    /// <summary>Fewer pieces are available than asked for.</summary>
    public static readonly RejectionCode StockShort = new("stock-short");

    /// <summary>More pieces are promised to jobs than the count says are there: release some first.</summary>
    public static readonly RejectionCode StockPromised = new("stock-promised");

    /// <summary>The job already holds another quantity of this part.</summary>
    public static readonly RejectionCode StockHeldAlready = new("stock-held-already");

    /// <summary>The part is promised to as many jobs as one warehouse can keep track of.</summary>
    public static readonly RejectionCode StockReservationsFull = new("stock-reservations-full");

    /// <summary>The hold of the parts lapsed or was never made: book anew.</summary>
    public static readonly RejectionCode StockHoldLapsed = new("stock-hold-lapsed");

    /// <summary>Parts are sent to the very warehouse they are in.</summary>
    public static readonly RejectionCode StockSentNowhere = new("stock-sent-nowhere");
}
