using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Dispatch.Silo.Lists;

/// <summary>A place between two rows of a list; opaque to callers.</summary>
/// <param name="Sort">The order it belongs to.</param>
/// <param name="At">Sort value of the row before, UTC milliseconds; null in the part of the list without one.</param>
/// <param name="Id">Id of the row before.</param>
public sealed record TicketCursor(TicketSort Sort, long? At, string Id)
{
    /// <summary>The cursor as callers see it.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)Sort}|{At}|{Id}")));

    /// <summary>Reads back what <see cref="ToString"/> wrote. False when the text is no cursor of that order.</summary>
    public static bool TryParse(string text, TicketSort sort, out TicketCursor? cursor)
    {
        cursor = null;
        if (text.Length > 200 || !Base64Url.IsValid(text))
            return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 3);
        if (parts.Length < 3 || parts[0] != ((int)sort).ToString(CultureInfo.InvariantCulture))
            return false;
        if (parts[1].Length is 0)
            cursor = new(sort, null, parts[2]);
        else if (long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            cursor = new(sort, at, parts[2]);
        return cursor is not null;
    }
}
