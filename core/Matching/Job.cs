using Dispatch.Planning;
using Dispatch.Tickets;

namespace Dispatch.Matching;

/// <summary>A visit that somebody has to make.</summary>
/// <param name="Id">Key, <c>{ticket}/{work order}</c>.</param>
/// <param name="Zone">Zone that holds the place.</param>
/// <param name="Duration">Work on site.</param>
/// <param name="Window">The visit has to begin inside it.</param>
public sealed record Job(string Id, string Zone, Place Place, TimeSpan Duration, Window Window)
{
    /// <summary>How far ahead a visit may be booked when nobody said when.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(7);

    /// <summary>What a ticket's visit asks for; null where nobody knows where it is.</summary>
    public static Job? Of(Ticket ticket, WorkOrder order, DateTimeOffset now) => ticket.Facts is { Place: { } place, Zone: { } zone }
        ? new($"{ticket.Id}/{order.Id}", zone, place, TimeSpan.FromMinutes(order.Minutes), order.Window ?? new(now, now + Horizon))
        {
            Skills = order.Skills, Parts = order.Parts, Priority = ticket.Priority, DueAt = ticket.DueOf(order), Declined = order.NotTo, Wanted = order.Wanted,
        }
        : null;

    /// <summary>Why a ticket has no job that anybody could do; null where <see cref="Of"/> has one.</summary>
    public static Rejection? WhyNone(Ticket ticket) => ticket.Facts switch
    {
        { Place: not null, Zone: not null } => null,
        { Place: not null } => Rejection.Of(RejectionCode.VisitOutsideZones),
        _ => Rejection.Of(RejectionCode.VisitPlaceUnknown),
    };

    /// <summary>Skills at the level needed, all of them.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    /// <summary>Parts that the engineer has to bring.</summary>
    public IReadOnlyList<PartNeed> Parts { get; init; } = [];

    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>By when it has to be over for every deadline that hangs on it to be kept; null when none does.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How long after its deadline it would be over.</summary>
    public TimeSpan LateBy(DateTimeOffset end) => end > DueAt ? end - DueAt.Value : TimeSpan.Zero;

    /// <summary>Engineers who had it and gave it up.</summary>
    public IReadOnlyList<string> Declined { get; init; } = [];

    /// <summary>The only engineer to be considered; null means anybody.</summary>
    public string? Wanted { get; init; }
}
