using Dispatch.Grains;

namespace Dispatch.Silo.Notices;

/// <summary>What people are told in the console: each event once, whoever asked for it. What comes thick and fast is one notice that grows.</summary>
public interface INoticeStore
{
    /// <summary>Stores a message for people and returns the notices that are new or have grown: it joins a person's latest one of its kind that
    /// began within the last minute and is not read. A message stored before is not stored again, whoever would get it now.</summary>
    /// <param name="message">Id of the outbox message.</param>
    Task<IReadOnlyList<StoredNotice>> Add(
        string message, Notice notice, IReadOnlyList<string> principals, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Notices by id, oldest first; those that are not there are left out.</summary>
    Task<IReadOnlyList<StoredNotice>> Find(IReadOnlyList<long> ids, CancellationToken cancellationToken = default);

    /// <summary>Notices that came, or grew by what came, after the one with an id, oldest first.</summary>
    Task<IReadOnlyList<StoredNotice>> After(long id, int limit, CancellationToken cancellationToken = default);

    /// <summary>The highest id; 0 when there is no notice.</summary>
    Task<long> Newest(CancellationToken cancellationToken = default);

    /// <summary>A page of somebody's notices: those not read yet first, then newest first.</summary>
    Task<NoticePage> Read(string principal, NoticeCursor? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>What one of somebody's notices tells of, in the order in which it came; the first page without the id of the last one before.</summary>
    Task<IReadOnlyList<StoredNotice>> Parts(string principal, long id, long? after, int limit, CancellationToken cancellationToken = default);

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
/// <param name="Notice">What it began with.</param>
/// <param name="ReadAt">When it was read; null while it is not.</param>
/// <param name="Count">How many messages it stands for.</param>
/// <param name="At">When the last of them was written.</param>
public sealed record StoredNotice(long Id, string Principal, Notice Notice, DateTimeOffset? ReadAt, int Count, DateTimeOffset At);

/// <summary>A page of notices.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record NoticePage(IReadOnlyList<StoredNotice> Items, NoticeCursor? Next);
