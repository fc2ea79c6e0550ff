using Dispatch.Engineers;

namespace Dispatch.Api.World;

/// <summary>Whether an engineer works now.</summary>
public enum EngineerPresence
{
    /// <summary>Inside his working hours.</summary>
    OnShift,

    /// <summary>Outside them.</summary>
    OffShift,

    /// <summary>Away although his shift says otherwise.</summary>
    Absent,
}

/// <summary>An engineer as lists and maps show him.</summary>
/// <param name="Load">Visits of today that are not done.</param>
public sealed record EngineerView(
    string Id, LocalText Name, string Org, IReadOnlyList<Skill> Skills, IReadOnlyList<string> Zones, Place Home, EngineerPresence Presence, int Load)
{
    /// <summary>Where he was last, at most 24 hours ago and on shift.</summary>
    public PositionView? Position { get; init; }

    /// <summary>The working hours of today that are going on or come next.</summary>
    public SpanView? Shift { get; init; }

    /// <summary>The visit he is at, or goes to next.</summary>
    public NextVisitView? Next { get; init; }
}

/// <summary>A stretch of time.</summary>
public sealed record SpanView(DateTimeOffset From, DateTimeOffset To);

/// <summary>A visit in an engineer's day.</summary>
public sealed record NextVisitView(string Ticket, string WorkOrder, DateTimeOffset Start, DateTimeOffset End, VisitState State)
{
    /// <summary>The ticket's number; absent when the ticket is over.</summary>
    public string? Number { get; init; }
}

/// <summary>Where somebody was, and when.</summary>
public sealed record PositionView(double Longitude, double Latitude, DateTimeOffset At);
