using System.Text.Json;
using Dispatch.Grains;
using Dispatch.Silo.Outbox;
using Dispatch.Sla;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Silo.Notices;

/// <summary>Hears of notices as they are stored, to show them at once. What it misses is found in the store.</summary>
public interface INoticeObserver
{
    /// <summary>Notices were stored, or have grown.</summary>
    Task Stored(IReadOnlyList<StoredNotice> notices, CancellationToken cancellationToken);
}

/// <summary>Tells people in the console: the channel of messages to people.</summary>
public sealed class NoticeChannel(
    IGrainFactory grains, NoticeReceivers receivers, ReceiverHours hours, INoticeStore store, NoticeNews news, TimeProvider time) : IOutboxChannel
{
    /// <inheritdoc />
    public string Name => Notice.Channel;

    /// <summary>Stores the message for whoever is to be told now. Outside working hours it waits for them, with nobody to tell until somebody can sign in.</summary>
    public async Task<Delivery> Send(DueMessage message, CancellationToken cancellationToken)
    {
        var notice = JsonSerializer.Deserialize<Notice>(message.Body.Span, DispatchJson.Stored)!;
        var ticket = (await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{notice.Ticket}").Describe())?.State;
        if (ticket is not { IsOpen: true } || ticket.Sla.Clocks.FirstOrDefault(each => each.Key == notice.Clock) is not { } clock || !Stands(notice, clock))
            return Delivery.Withdrawn;
        var principals = await receivers.Of(notice, cancellationToken);
        if (principals.Count is 0)
            return Delivery.Untaken;
        var now = time.Now();
        if (!notice.Urgent && ticket.Priority is not Priority.Urgent && await hours.Opening(principals, clock, now, cancellationToken) is var opening && opening > now)
            return Delivery.NotBefore(opening);
        await news.Stored(await store.Add(message.Id, notice, principals, now, cancellationToken), cancellationToken);
        return Delivery.Sent;
    }

    private static bool Stands(Notice notice, SlaClock clock) => notice.Level is { } level
        ? clock.StillTells(MilestoneKind.Level, level - 1)
        : clock.StillTells(MilestoneKind.Warning, notice.Warning ?? 0);
}
