using System.Globalization;
using Dispatch.Api.Board;
using Dispatch.Api.Tickets;
using Dispatch.Silo.Notices;

namespace Dispatch.Api.Notices;

/// <summary>A notice as its reader sees it.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">Published kind of the event that it tells of.</param>
/// <param name="Text">What happened, in words.</param>
/// <param name="Ticket">The ticket that it is about.</param>
/// <param name="Number">The ticket's number.</param>
public sealed record NoticeView(string Id, DateTimeOffset At, string Kind, LocalText Text, TickerLevel Level, string Ticket, string Number)
{
    /// <summary>The deadline that is near or has passed.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was read; absent while it is not.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>Puts notices into words.</summary>
public sealed class NoticeViews(EventTexts texts)
{
    /// <summary>The view of a notice.</summary>
    public NoticeView Of(StoredNotice stored) => new(
        stored.Id.ToString(CultureInfo.InvariantCulture), stored.Notice.At, stored.Notice.Kind, texts.TextOf(stored.Notice),
        stored.Notice.Level is null ? TickerLevel.Warn : TickerLevel.Alert, stored.Notice.Ticket, stored.Notice.Number)
    {
        DueAt = stored.Notice.DueAt,
        ReadAt = stored.ReadAt,
    };
}
