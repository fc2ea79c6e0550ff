using Dispatch.Api.World;
using Dispatch.Api.Zones;

namespace Dispatch.Api.Board;

/// <summary>All that a board shows, at one point of its stream.</summary>
/// <param name="Stream">Names the stream; another name means that numbers start anew.</param>
/// <param name="Seq">Position in the stream.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Rows">Tickets that are not over, the most urgent first, at most <see cref="BoardStream.MaxRows"/>.</param>
/// <param name="Ticker">The last events, newest last.</param>
public sealed record BoardSnapshot(
    string Stream, long Seq, DateTimeOffset At, IReadOnlyList<BoardTicket> Rows, BoardTotals Totals, IReadOnlyList<BoardTeam> Teams,
    IReadOnlyList<BoardEngineer> Engineers, IReadOnlyList<ZoneView> Zones, IReadOnlyList<TickerItem> Ticker)
{
    /// <summary>Seconds that pass on the server's clock in one of the viewer's; absent for an ordinary clock.</summary>
    public double? Speed { get; init; }
}

/// <summary>What changed since <paramref name="Prev"/>; absent members did not change.</summary>
/// <param name="Prev">Position that the delta builds on: a board that is not there asks for a snapshot.</param>
public sealed record BoardDelta(string Stream, long Prev, long Seq, DateTimeOffset At)
{
    /// <summary>Tickets that changed and are not over.</summary>
    public IReadOnlyList<BoardTicket>? Rows { get; init; }

    /// <summary>Ids of tickets that are over.</summary>
    public IReadOnlyList<string>? Gone { get; init; }

    /// <summary>All totals.</summary>
    public BoardTotals? Totals { get; init; }

    /// <summary>Teams that changed.</summary>
    public IReadOnlyList<BoardTeam>? Teams { get; init; }

    /// <summary>Engineers that changed.</summary>
    public IReadOnlyList<BoardEngineer>? Engineers { get; init; }

    /// <summary>New events, oldest first.</summary>
    public IReadOnlyList<TickerItem>? Ticker { get; init; }
}

/// <summary>Numbers over all tickets, not only those that are sent.</summary>
/// <param name="Breached">Tickets worked on that missed a target.</param>
/// <param name="DueSoon">Tickets worked on whose next deadline is less than 30 minutes away.</param>
/// <param name="CreatedLastHour">60 buckets of one minute, newest last.</param>
public sealed record BoardTotals(
    IReadOnlyDictionary<string, int> OpenByStatus, IReadOnlyDictionary<string, int> OpenByTeam, int Breached, int DueSoon,
    IReadOnlyList<int> CreatedLastHour, int ResolvedToday);

/// <summary>A team's load.</summary>
/// <param name="Waiting">Steps in its queue.</param>
/// <param name="Active">Steps in people's hands.</param>
/// <param name="Present">Members at work.</param>
/// <param name="Capacity">Steps that the members at work can hold together.</param>
public sealed record BoardTeam(string Id, LocalText Name, int Waiting, int Active, int Members, int Present, int Capacity);

/// <summary>An engineer on the map.</summary>
/// <param name="Load">Visits of today that are not done.</param>
public sealed record BoardEngineer(string Id, LocalText Name, EngineerPresence Presence, int Load)
{
    /// <summary>Where he was last, or his home where that is not known.</summary>
    public Place? Place { get; init; }

    /// <summary>The visit he is at or goes to next.</summary>
    public NextVisitView? Next { get; init; }
}

/// <summary>One event in words.</summary>
/// <param name="Seq">Position in the journal.</param>
/// <param name="Kind">Published kind of the event.</param>
public sealed record TickerItem(long Seq, DateTimeOffset At, string Kind, LocalText Text, TickerLevel Level)
{
    /// <summary>Ticket that it is about.</summary>
    public string? Ticket { get; init; }

    /// <summary>The ticket's number.</summary>
    public string? Number { get; init; }
}

/// <summary>How loud an event is.</summary>
public enum TickerLevel
{
    /// <summary>Ordinary work.</summary>
    Info,

    /// <summary>Something may go wrong.</summary>
    Warn,

    /// <summary>Something went wrong.</summary>
    Alert,
}

/// <summary>A sign of life.</summary>
/// <param name="Stream">The stream that the board is on: another one than it knows has begun anew.</param>
/// <param name="Seq">Position of its last delta.</param>
public sealed record Heartbeat(string Stream, long Seq, DateTimeOffset At)
{
    /// <inheritdoc cref="BoardSnapshot.Speed" />
    public double? Speed { get; init; }
}

/// <summary>How far a board had come before it lost touch.</summary>
public sealed record BoardPosition(string Stream, long Seq);
