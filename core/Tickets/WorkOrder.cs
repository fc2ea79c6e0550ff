using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Planning;

namespace Dispatch.Tickets;

/// <summary>Where a visit stands.</summary>
public enum WorkOrderState
{
    /// <summary>An engineer is being sought.</summary>
    Seeking,

    /// <summary>Nobody fits at present; it is tried again when something changes.</summary>
    Unassigned,

    /// <summary>An engineer is booked and asked to accept.</summary>
    Booked,

    /// <summary>The engineer will go.</summary>
    Accepted,

    /// <summary>On the way.</summary>
    Departed,

    /// <summary>On site.</summary>
    Arrived,

    /// <summary>Finished.</summary>
    Done,

    /// <summary>No longer needed.</summary>
    Cancelled,
}

/// <summary>One visit on site.</summary>
/// <param name="Id">Id within the ticket: <c>w1</c>, <c>w2</c> …</param>
/// <param name="Step">Step instance that it serves.</param>
public sealed record WorkOrder(string Id, string Step)
{
    /// <summary>Reasons that are kept when nobody fits.</summary>
    public const int MostMisfits = 40;

    /// <summary>After this long without anybody an engineer is sought again, even if nothing is known to have changed; twice as long each time, up to 64 times.</summary>
    public static readonly TimeSpan SeekAgainAfter = TimeSpan.FromMinutes(5);

    private const int MostDoublings = 6;

    /// <summary>Where it stands.</summary>
    public WorkOrderState State { get; init; }

    /// <summary>Skills the engineer must have.</summary>
    public ImmutableArray<Skill> Skills { get; init; } = [];

    /// <summary>Minutes on site.</summary>
    public int Minutes { get; init; }

    /// <summary>The visit must begin inside this window.</summary>
    public Window? Window { get; init; }

    /// <summary>Parts it needs.</summary>
    public ImmutableArray<PartNeed> Parts { get; init; } = [];

    /// <summary>What is booked, or null.</summary>
    public Booking? Booking { get; init; }

    /// <summary>Whether what is booked is to stay where it is when a day is improved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Pinned { get; init; }

    /// <summary>Bookings that were given up and whose engineer and warehouse must still hear of it.</summary>
    public ImmutableArray<Booking> GivenUp { get; init; } = [];

    /// <summary>Engineers who declined or did not answer: not asked again for this visit.</summary>
    public ImmutableArray<string> NotTo { get; init; } = [];

    /// <summary>Engineer asked for by name, or null.</summary>
    public string? Wanted { get; init; }

    /// <summary>Why nobody fits, per reason, because many share one; empty unless <see cref="WorkOrderState.Unassigned"/>.</summary>
    public ImmutableArray<SharedReason> Reasons { get; init; } = [];

    /// <summary>Why nobody fits, per engineer.</summary>
    [JsonIgnore]
    public ImmutableArray<Misfit> Misfits => [.. Reasons.SelectMany(reason => reason.Who.Select(who => new Misfit(who, reason.Reason)))];

    /// <summary>When it last changed state.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Parts that were used.</summary>
    public ImmutableArray<PartNeed> UsedParts { get; init; } = [];

    /// <summary>How many times an engineer was sought; tells one attempt's holds from another's.</summary>
    public int Attempt { get; init; }

    /// <summary>Over, and everybody concerned has heard so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Settled { get; init; }

    /// <summary>Whether the visit still lies ahead or is going on.</summary>
    [JsonIgnore]
    public bool IsOpen => State is not (WorkOrderState.Done or WorkOrderState.Cancelled);

    /// <summary>Whether nobody has it.</summary>
    [JsonIgnore]
    public bool IsUnbooked => State is WorkOrderState.Seeking or WorkOrderState.Unassigned;

    /// <summary>Whether the engineer has set out and is not done.</summary>
    [JsonIgnore]
    public bool IsUnderWay => State is WorkOrderState.Departed or WorkOrderState.Arrived;

    /// <summary>When it changes by itself, or null.</summary>
    /// <remarks>An offer can be accepted at its last instant. Whoever becomes free meanwhile is heard of at once, so trying again is a safety net only.</remarks>
    [JsonIgnore]
    public DateTimeOffset? NextWake => State switch
    {
        WorkOrderState.Booked => Booking!.AcceptBy.AddMilliseconds(1),
        WorkOrderState.Unassigned => Since + SeekAgainAfter * (1 << Math.Clamp(Attempt - 1, 0, MostDoublings)),
        _ => null,
    };

    /// <summary>Whether what is booked begins inside a window; false where nothing is.</summary>
    public bool BeginsInside(Window window) => Booking is { Start: var start } && window.Contains(start, start);

    /// <summary>The booking is off; its engineer and warehouse are to hear of it.</summary>
    internal WorkOrder GiveUp(VisitGivenUp e)
    {
        var unwilling = Booking is { } booking && e.Why is not (VisitGivenUp.Lost or VisitGivenUp.PlaceChanged) && !NotTo.Contains(booking.Engineer) ? NotTo.Add(booking.Engineer) : NotTo;
        return this with
        {
            State = WorkOrderState.Seeking,
            Attempt = Attempt + 1,
            Booking = null,
            Pinned = false,
            GivenUp = Booking is null ? GivenUp : GivenUp.Add(Booking),
            NotTo = e.Wanted is null ? unwilling : unwilling.Remove(e.Wanted),
            Wanted = e.Wanted,
            Reasons = [],
            Since = e.At,
        };
    }

    /// <summary>Another place is held; the engineer and warehouse of the one before are to hear of it.</summary>
    internal WorkOrder Move(VisitMoved e) => this with
    {
        State = WorkOrderState.Booked,
        Attempt = e.Booking.Attempt,
        Booking = e.Booking,
        Pinned = e.Pinned,
        GivenUp = Booking is null ? GivenUp : GivenUp.Add(Booking),
        NotTo = NotTo.Remove(e.Booking.Engineer),
        Since = e.At,
    };

    /// <summary>Nobody fits at present.</summary>
    internal WorkOrder Unassign(VisitUnassigned e) =>
        this with { State = WorkOrderState.Unassigned, Reasons = SharedReason.Of(e.Misfits.Take(MostMisfits)), Since = e.At };

    /// <summary>The visit is off.</summary>
    internal WorkOrder Cancel(VisitCancelled e) => this with
    {
        State = WorkOrderState.Cancelled,
        Booking = null,
        Pinned = false,
        GivenUp = Booking is null ? GivenUp : GivenUp.Add(Booking),
        NotTo = [],
        Reasons = [],
        Since = e.At,
    };

    /// <summary>The visit is done.</summary>
    internal WorkOrder Complete(VisitCompleted e) => this with { State = WorkOrderState.Done, Pinned = false, UsedParts = e.UsedParts, NotTo = [], Since = e.At };
}

/// <summary>What a visit was promised: engineer, day, times and parts.</summary>
/// <param name="Job">Key of the holds: <c>{ticket}/{workOrder}</c>.</param>
/// <param name="Attempt">Which attempt at booking made it, counted from 1.</param>
/// <param name="Date">The engineer's local day.</param>
/// <param name="Start">Begin on site.</param>
/// <param name="End">End on site.</param>
/// <param name="AcceptBy">When the offer lapses and the next best is asked.</param>
/// <param name="Warehouse">Where the parts are held; null when none are needed.</param>
public sealed record Booking(
    string Job, int Attempt, string Engineer, DateOnly Date, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset AcceptBy, string? Warehouse);

/// <summary>Why an engineer (or a warehouse) cannot serve a visit.</summary>
public sealed record Misfit(string Who, Rejection Reason);

/// <summary>One reason and all it holds for.</summary>
public sealed record SharedReason(ImmutableArray<string> Who, Rejection Reason)
{
    /// <summary>Misfits by reason, in the order in which each reason first came up.</summary>
    public static ImmutableArray<SharedReason> Of(IEnumerable<Misfit> misfits) =>
        [.. misfits.GroupBy(misfit => Text(misfit.Reason), StringComparer.Ordinal)
            .Select(group => new SharedReason([.. group.Select(misfit => misfit.Who)], group.First().Reason))];

    private static string Text(Rejection reason) =>
        $"{reason.Code} {reason.Path} {string.Join(' ', reason.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal))}";
}
