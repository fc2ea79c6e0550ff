using System.Globalization;
using Dispatch.Api.Board;
using Dispatch.Api.Tickets;
using Dispatch.Silo.Notices;

namespace Dispatch.Api.Notices;

/// <summary>A notice as its reader sees it.</summary>
/// <param name="At">When it happened; of one that has grown, the last of what it stands for.</param>
/// <param name="Kind">Published kind of the event that it tells of.</param>
/// <param name="Text">What happened, in words.</param>
/// <param name="Ticket">The ticket that it is about; of one that has grown, the first.</param>
/// <param name="Number">The ticket's number.</param>
/// <param name="Count">How many alerts it stands for.</param>
public sealed record NoticeView(string Id, DateTimeOffset At, string Kind, LocalText Text, TickerLevel Level, string Ticket, string Number, int Count)
{
    /// <summary>The deadline that is near or has passed; absent when the notice stands for several.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was read; absent while it is not.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>Puts notices into words.</summary>
public sealed class NoticeViews(EventTexts texts)
{
    /// <summary>The view of a notice.</summary>
    public NoticeView Of(StoredNotice stored) => stored.Count > 1
        ? Of(stored, stored.Count, EventTexts.TextOf(stored.Notice, stored.Count), stored.At)
        : Part(stored);

    /// <summary>The view of one alert by itself.</summary>
    public NoticeView Part(StoredNotice stored) => Of(stored, 1, texts.TextOf(stored.Notice), stored.Notice.At) with { DueAt = stored.Notice.DueAt };

    private static NoticeView Of(StoredNotice stored, int count, LocalText text, DateTimeOffset at) => new(
        stored.Id.ToString(CultureInfo.InvariantCulture), at, stored.Notice.Kind, text,
        stored.Notice.Level is null ? TickerLevel.Warn : TickerLevel.Alert, stored.Notice.Ticket, stored.Notice.Number, count)
    {
        ReadAt = stored.ReadAt,
    };
}
