using System.Globalization;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Notices;

/// <summary>Tells this process's observers of notices that were stored, by whichever process: many send them, and each reader's console hangs on one.</summary>
/// <remarks>On PostgreSQL all of them come by NOTIFY, a process's own too, so that none is told twice; a SQLite file has one process, which tells itself.</remarks>
public sealed partial class NoticeNews(OpenedJournal opened, INoticeStore store, IEnumerable<INoticeObserver> observers, ILogger<NoticeNews> log)
{
    /// <summary>The channel of NOTIFY on which ids are called.</summary>
    public const string Channel = "dispatch_notices";

    /// <summary>Ids in one call: a call holds less than 8,000 bytes, and an id at most 19 digits.</summary>
    public const int IdsInOneCall = 300;

    private readonly INoticeObserver[] observers = [.. observers];
    private long? told;

    /// <summary>Whether anybody here wants to know.</summary>
    public bool IsWanted => observers.Length > 0;

    /// <summary>Ids as they are called.</summary>
    public static string CallOf(IEnumerable<long> ids) => string.Join(',', ids);

    /// <summary>This process has stored notices.</summary>
    public Task Stored(IReadOnlyList<StoredNotice> notices, CancellationToken cancellationToken) =>
        opened.Postgres is null ? Tell(notices, cancellationToken) : Task.CompletedTask;

    /// <summary>Begins to listen, or listens again: what was stored while the connection was gone is told now.</summary>
    public async Task Resume(CancellationToken cancellationToken)
    {
        if (told is { } last)
            await Tell(await store.After(last, IdsInOneCall, cancellationToken), cancellationToken);
        else
            told = await store.Newest(cancellationToken);
    }

    /// <summary>Some process has stored notices.</summary>
    /// <param name="call">Their ids, as <see cref="CallOf"/> writes them.</param>
    public async Task Heard(string call, CancellationToken cancellationToken) =>
        await Tell(await store.Find([.. call.Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture))], cancellationToken), cancellationToken);

    private async Task Tell(IReadOnlyList<StoredNotice> notices, CancellationToken cancellationToken)
    {
        foreach (var observer in observers)
        {
            try
            {
                await observer.Stored(notices, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogUntold(failure);
            }
        }
        told = notices.Select(notice => (long?)notice.Id).Append(told).Max();
    }

    [LoggerMessage(LogLevel.Warning, "Notices could not be shown at once; their readers find them in the list.")]
    private partial void LogUntold(Exception failure);
}
