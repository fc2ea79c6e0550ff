using Dispatch.Grains;

namespace Dispatch.Silo.Notices;

/// <summary>What people are told in the console: one row for each person and event, whoever asked for it.</summary>
public interface INoticeStore
{
    /// <summary>Stores a message for people and returns the rows that are new. A message stored before is not stored again, whoever would get it now.</summary>
    /// <param name="message">Id of the outbox message.</param>
    Task<IReadOnlyList<StoredNotice>> Add(string message, Notice notice, IReadOnlyList<string> principals, CancellationToken cancellationToken = default);

    /// <summary>Notices by id, oldest first; those that are not there are left out.</summary>
    Task<IReadOnlyList<StoredNotice>> Find(IReadOnlyList<long> ids, CancellationToken cancellationToken = default);

    /// <summary>Notices with higher ids than one, oldest first.</summary>
    Task<IReadOnlyList<StoredNotice>> After(long id, int limit, CancellationToken cancellationToken = default);

    /// <summary>The highest id; 0 when there is no notice.</summary>
    Task<long> Newest(CancellationToken cancellationToken = default);

    /// <summary>A page of somebody's notices: those not read yet first, then newest first.</summary>
    Task<NoticePage> Read(string principal, NoticeCursor? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>How many notices somebody has not read.</summary>
    Task<int> CountUnread(string principal, CancellationToken cancellationToken = default);

    /// <summary>Notes that somebody has read one of his notices; false when he has no such notice. Reading it again changes nothing.</summary>
    Task<bool> MarkRead(string principal, long id, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Notes that somebody has read all his notices.</summary>
    Task MarkAllRead(string principal, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Who was told of the events of a ticket: event as <c>entity@version</c>, and principal.</summary>
    Task<IReadOnlyList<(string Cause, string Principal)>> ReceiversOf(string ticket, CancellationToken cancellationToken = default);
}

/// <summary>A notice of one person.</summary>
/// <param name="Id">Newer ones have higher ids.</param>
/// <param name="ReadAt">When it was read; null while it is not.</param>
public sealed record StoredNotice(long Id, string Principal, Notice Notice, DateTimeOffset? ReadAt);

/// <summary>A page of notices.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record NoticePage(IReadOnlyList<StoredNotice> Items, NoticeCursor? Next);
