using Dispatch.Grains.Journal;

namespace Dispatch.Api.Tickets;

/// <summary>Reads the ticket list's rows for pictures in memory.</summary>
public interface ITicketRows
{
    /// <summary>Rows of all tickets that are not over, in no particular order, with their waiting steps.</summary>
    Task<IReadOnlyList<TicketRow>> ReadOpen(CancellationToken cancellationToken);

    /// <summary>Rows of all tickets that came in or were resolved at or after an instant, over or not; no particular order.</summary>
    Task<IReadOnlyList<TicketRow>> ReadRecent(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Rows by id, with their waiting steps; unknown ids are left out.</summary>
    Task<IReadOnlyList<TicketRow>> Read(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
