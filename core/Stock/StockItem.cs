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
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };

    private StockItem Remove(string job) => this with { Reservations = [.. Reservations.Where(one => one.Job != job)] };
}
