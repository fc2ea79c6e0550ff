using Dispatch.Api.Access;
using Dispatch.Silo.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Notices;

/// <summary><c>/hubs/notices</c>: what the caller is told, as it happens, and how many notices he has not read.</summary>
[Authorize(Policies.Notices)]
public sealed class NoticeHub(INoticeStore store) : Hub
{
    /// <summary>Path of the hub.</summary>
    public const string Path = "/hubs/notices";

    /// <summary>Answers with the number of notices not read; from then on <c>notice</c> and <c>unread</c> follow.</summary>
    [Authorize(Policies.Notices)]
    public async Task<UnreadCount> Subscribe() =>
        new(await store.CountUnread(Caller.Of(Context.User!).Id, Context.ConnectionAborted));
}

/// <summary>How many notices somebody has not read.</summary>
public sealed record UnreadCount(int Unread);

/// <summary>Pushes notices to the consoles of those who are told. A console that was not there asks when it comes back.</summary>
public sealed partial class NoticePush(
    IHubContext<NoticeHub> hub, INoticeStore store, NoticeViews views, TimeProvider time, ILogger<NoticePush> log) : INoticeObserver
{
    /// <summary>One that grows is shown a few times a second: in a storm nobody reads each number.</summary>
    private static readonly TimeSpan Growth = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<long> growing = [];

    /// <inheritdoc />
    public async Task Stored(IReadOnlyList<StoredNotice> notices, CancellationToken cancellationToken)
    {
        foreach (var notice in notices)
        {
            if (notice.Count is 1)
                await Push(notice, cancellationToken);
            else if (BeginsToGrow(notice.Id))
                _ = PushLater(notice.Id);
        }
    }

    /// <summary>Tells somebody's consoles how many notices are not read.</summary>
    public async Task Count(string principal, CancellationToken cancellationToken) =>
        await hub.Clients.User(principal).SendAsync("unread", new UnreadCount(await store.CountUnread(principal, cancellationToken)), cancellationToken);

    private bool BeginsToGrow(long id)
    {
        lock (growing)
            return growing.Add(id);
    }

    private async Task PushLater(long id)
    {
        await Task.Delay(Growth, time.OfMachine());
        lock (growing)
            growing.Remove(id);
        try
        {
            foreach (var grown in await store.Find([id]))
                await Push(grown, CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogFault(fault);
        }
    }

    private async Task Push(StoredNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            await hub.Clients.User(notice.Principal).SendAsync("notice", views.Of(notice), cancellationToken);
            await Count(notice.Principal, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // It is stored: whoever misses it here finds it in the list.
            LogFault(fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A notice could not be pushed to its reader's consoles.")]
    private partial void LogFault(Exception exception);
}
