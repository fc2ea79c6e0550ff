using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Lists;

/// <summary>The reading side of tickets: rows written with each commit. Never activates a grain.</summary>
public interface ITicketList
{
    /// <summary>One page of a list.</summary>
    Task<TicketPage> Read(TicketQuery query, CancellationToken cancellationToken = default);

    /// <summary>All tickets that a query means, in one reading and no particular order. Page, order and cursor of the query do not count.</summary>
    Task<IReadOnlyList<TicketRow>> All(TicketQuery query, CancellationToken cancellationToken = default);

    /// <summary>Tickets by id, in one query and no particular order; unknown ids are left out.</summary>
    Task<IReadOnlyList<TicketRow>> ByIds(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default);

    /// <summary>How many tickets a query has for each combination of some columns. Page, order and cursor of the query do not count.</summary>
    Task<IReadOnlyList<TicketCount>> Count(TicketQuery query, IReadOnlyList<TicketGroup> by, CancellationToken cancellationToken = default);
}

/// <summary>Rows of a page, and where the next one starts; null after the last.</summary>
public sealed record TicketPage(IReadOnlyList<TicketRow> Rows, TicketCursor? Next);

/// <summary>A combination of column values, in the order asked for, and how many tickets have it.</summary>
public sealed record TicketCount(IReadOnlyList<string?> Keys, long Count);
