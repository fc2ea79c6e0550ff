using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains.Journal;

namespace Dispatch.Api.Schedule;

/// <summary>A visit as it is planned and as it goes.</summary>
/// <param name="TravelMinutes">The way there, from the visit before or from home.</param>
/// <param name="SlackMinutes">How much later it could end with what follows still kept.</param>
/// <param name="BehindMinutes">How far behind its plan it is: not there although it should have begun, or not done although it should have ended.</param>
public sealed record ScheduledVisit(
    string Ticket, string WorkOrder, DateTimeOffset Start, DateTimeOffset End, int TravelMinutes, int SlackMinutes, int BehindMinutes, Place Place, VisitState State)
{
    /// <summary>The ticket's number.</summary>
    public string? Number { get; init; }

    /// <summary>How urgent the ticket is.</summary>
    public string? Priority { get; init; }

    /// <summary>The ticket's nearest deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether as planned, or as it goes, it ends after a deadline that hangs on it.</summary>
    public bool AtRisk { get; init; }

    /// <summary>Whether it stays where it is when the day is improved.</summary>
    public bool Pinned { get; init; }

    /// <summary>By when the engineer has to accept.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>When he will probably be there, as his day goes; absent once he was.</summary>
    public DateTimeOffset? EstimatedArrival { get; init; }

    /// <summary>When he set out.</summary>
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>When he was there.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When he was done.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    internal static ScheduledVisit Of(Visit visit, TimeSpan way, TimeSpan slack, TicketRow? row, DateTimeOffset? deadline, DateTimeOffset now)
    {
        var (ticket, workOrder) = JobKey.Split(visit.Job);
        var behind = Behind(visit, now);
        return new(ticket, workOrder, visit.Stop.Start, visit.Stop.End, Minutes(way), (int)slack.TotalMinutes, (int)behind.TotalMinutes, visit.Stop.Place, visit.State)
        {
            Number = row?.Number,
            Priority = row?.Priority,
            DueAt = row?.DueAt,
            AtRisk = visit.State is not VisitState.Done && deadline < Over(visit, now),
            Pinned = visit.Pinned,
            AcceptBy = visit.State is VisitState.Confirmed ? visit.ExpiresAt : null,
            DepartedAt = visit.DepartedAt,
            ArrivedAt = visit.ArrivedAt,
            DoneAt = visit.DoneAt,
        };
    }

    /// <summary>When it is over as it goes.</summary>
    internal static DateTimeOffset Over(Visit visit, DateTimeOffset now) => visit.Stop.End + Behind(visit, now);

    private static TimeSpan Behind(Visit visit, DateTimeOffset now) => Later(TimeSpan.Zero, visit.State switch
    {
        VisitState.Done => TimeSpan.Zero,
        VisitState.Arrived when visit.ArrivedAt is { } arrived => Later(arrived - visit.Stop.Start, now - visit.Stop.End),
        _ => now - visit.Stop.Start,
    });

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static int Minutes(TimeSpan span) => (int)Math.Ceiling(span.TotalMinutes);
}
