using Dispatch.Grains.Journal;

namespace Dispatch.Api.Board;

/// <summary>The order of tickets on a board: missed targets first, then the nearest deadline, then priority, then the oldest.</summary>
public static class Urgency
{
    private static readonly string[] Priorities = ["urgent", "high", "normal", "low"];

    /// <summary>The most urgent rows, most urgent first; those that are resolved come last.</summary>
    public static IEnumerable<TicketRow> First(IEnumerable<TicketRow> rows, int count) => rows
        .OrderBy(row => !BoardCounts.IsOpen(row))
        .ThenBy(row => !row.Breached)
        .ThenBy(row => row.DueAt ?? DateTimeOffset.MaxValue)
        .ThenBy(row => Array.IndexOf(Priorities, row.Priority))
        .ThenBy(row => row.CreatedAt)
        .Take(count);
}
