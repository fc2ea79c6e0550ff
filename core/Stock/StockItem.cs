using System.Text.Json.Serialization;

namespace Dispatch.Stock;

/// <summary>Parts kept for a job.</summary>
/// <param name="Job">Key of the job, <c>{ticket}/{work order}</c>.</param>
/// <param name="Attempt">Which of the ticket's attempts at booking the job made it.</param>
/// <param name="ExpiresAt">When it lapses; null once it is confirmed.</param>
public sealed record Reservation(string Job, int Attempt, int Quantity, DateTimeOffset? ExpiresAt = null);

/// <summary>Parts that a job took.</summary>
public sealed record PartUse(string Job, int Attempt);

/// <summary>One part in one warehouse. What is reserved and what is available add up to what is on hand, and none is ever negative.</summary>
public sealed record StockItem(string Warehouse, string Part) : IEntity<StockItem, StockEvent>
{
    /// <inheritdoc />
    public static string Kind => "stock";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    /// <param name="id"><c>{warehouse}/{part}</c>.</param>
    public static StockItem Initial(string id)
    {
        var slash = id.IndexOf('/');
        return new(id[..slash], id[(slash + 1)..]);
    }

    private const int UsesRemembered = 100;

    /// <inheritdoc />
    public string Org { get; init; } = "";

    /// <summary>Pieces on the shelf, reserved ones included.</summary>
    public int OnHand { get; init; }

    /// <summary>Held and confirmed reservations, oldest first.</summary>
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];

    /// <summary>The latest jobs that took parts, so that a repeated report takes nothing twice.</summary>
    public IReadOnlyList<PartUse> Uses { get; init; } = [];

    /// <summary>What left for other warehouses, one for each.</summary>
    public IReadOnlyList<StockShipments> Shipments { get; init; } = [];

    /// <summary>What came from other warehouses, one for each.</summary>
    public IReadOnlyList<StockArrivals> Arrivals { get; init; } = [];

    /// <summary>Pieces that left for other warehouses and are not known to be booked there.</summary>
    [JsonIgnore]
    public int UnderWay => (int)Shipments.Sum(shipments => shipments.UnderWay);

    /// <summary>Pieces that are promised.</summary>
    [JsonIgnore]
    public int Reserved => Reservations.Sum(reservation => reservation.Quantity);

    /// <summary>Pieces that can still be promised.</summary>
    [JsonIgnore]
    public int Available => OnHand - Reserved;

    /// <summary>The instant just after the first hold lapses; a hold can be confirmed at its last instant.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextWake => Reservations.Min(reservation => reservation.ExpiresAt)?.AddMilliseconds(1);

    /// <summary>A job's reservation, or null.</summary>
    public Reservation? Find(string job) => Reservations.FirstOrDefault(reservation => reservation.Job == job);

    /// <summary>What ever left for a warehouse.</summary>
    public StockShipments ShipmentsTo(string warehouse) => Shipments.FirstOrDefault(one => one.To == warehouse) ?? new(warehouse, 0, 0);

    /// <summary>What ever came from a warehouse.</summary>
    public StockArrivals ArrivalsFrom(string warehouse) => Arrivals.FirstOrDefault(one => one.From == warehouse) ?? new(warehouse, 0);

    /// <summary>Folds one event in.</summary>
    public StockItem Apply(StockEvent @event) => @event switch
    {
        StockDefined defined => this with { Org = defined.Org },
        StockReceived received => this with { OnHand = OnHand + received.Quantity },
        StockCounted counted => this with { OnHand = counted.OnHand },
        StockHeld held => this with { Reservations = [.. Reservations, new(held.Job, held.Attempt, held.Quantity, held.ExpiresAt)] },
        StockConfirmed confirmed => this with
        {
            Reservations = [.. Reservations.Select(one => one.Job == confirmed.Job ? one with { ExpiresAt = null } : one)],
        },
        StockHoldLapsed lapsed => Remove(lapsed.Job),
        StockReleased released => Remove(released.Job),
        StockUsed used => Remove(used.Job) with
        {
            OnHand = OnHand - used.Quantity,
            Uses = [.. Uses.Append(new(used.Job, used.Attempt)).TakeLast(UsesRemembered)],
        },
        StockSent sent => With(ShipmentsTo(sent.To), all => all with { Sent = all.Sent + sent.Quantity }) with { OnHand = OnHand - sent.Quantity },
        StockArrived arrived => With(ArrivalsFrom(arrived.From), arrived.Quantity) with { OnHand = OnHand + arrived.Quantity },
        StockHandedOver handed => With(ShipmentsTo(handed.To), all => all with { Arrived = all.Arrived + handed.Quantity }),
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };

    private StockItem With(StockShipments former, Func<StockShipments, StockShipments> change) =>
        this with { Shipments = [.. Shipments.Where(one => one.To != former.To), change(former)] };

    private StockItem With(StockArrivals former, int more) =>
        this with { Arrivals = [.. Arrivals.Where(one => one.From != former.From), former with { Pieces = former.Pieces + more }] };

    private StockItem Remove(string job) => this with { Reservations = [.. Reservations.Where(one => one.Job != job)] };
}
