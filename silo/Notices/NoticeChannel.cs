using System.Text.Json;
using Dispatch.Grains;
using Dispatch.Silo.Outbox;

namespace Dispatch.Silo.Notices;

/// <summary>Hears of notices as they are stored, to show them at once. What it misses is found in the store.</summary>
public interface INoticeObserver
{
    /// <summary>Notices were stored.</summary>
    Task Stored(IReadOnlyList<StoredNotice> notices, CancellationToken cancellationToken);
}

/// <summary>Tells people in the console: the channel of messages to people.</summary>
public sealed class NoticeChannel(NoticeReceivers receivers, INoticeStore store, NoticeNews news) : IOutboxChannel
{
    /// <inheritdoc />
    public string Name => Notice.Channel;

    /// <summary>Stores the message for whoever is to be told now. With nobody to tell it waits until somebody can sign in.</summary>
    public async Task<bool> Send(DueMessage message, CancellationToken cancellationToken)
    {
        var notice = JsonSerializer.Deserialize<Notice>(message.Body.Span, DispatchJson.Stored)!;
        var principals = await receivers.Of(notice, cancellationToken);
        if (principals.Count is 0)
            return false;
        await news.Stored(await store.Add(message.Id, notice, principals, cancellationToken), cancellationToken);
        return true;
    }
}
