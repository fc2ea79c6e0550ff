using System.Text.Json.Serialization;

namespace Dispatch.Stock;

/// <summary>All pieces of a part that ever left for another warehouse.</summary>
/// <remarks>
/// Totals only grow, and a message carries the total instead of what is new: the receiver books what it lacks. So a
/// message may come twice, late or not at all, and every piece is still booked once.
/// </remarks>
/// <param name="To">Bare id of the other warehouse.</param>
/// <param name="Sent">Pieces that left for it.</param>
/// <param name="Arrived">How many of them are known to be booked there.</param>
public sealed record StockShipments(string To, long Sent, long Arrived)
{
    /// <summary>Pieces that are in neither warehouse's count, as far as the sender knows.</summary>
    [JsonIgnore]
    public long UnderWay => Sent - Arrived;
}

/// <summary>All pieces of a part that ever came from another warehouse.</summary>
/// <param name="From">Bare id of the other warehouse.</param>
public sealed record StockArrivals(string From, long Pieces);
