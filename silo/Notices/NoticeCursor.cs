using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Dispatch.Silo.Notices;

/// <summary>A place between two notices; opaque to callers.</summary>
/// <param name="Read">Whether it lies in the second part of the list, that of notices already read.</param>
/// <param name="Id">Id of the notice before.</param>
public sealed record NoticeCursor(bool Read, long Id)
{
    /// <summary>The cursor as callers see it.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(Read ? "r" : "u")}|{Id}")));

    /// <summary>Reads back what <see cref="ToString"/> wrote; null when the text is no cursor.</summary>
    public static NoticeCursor? TryParse(string text)
    {
        if (text.Length > 64 || !Base64Url.IsValid(text))
            return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|') is ["r" or "u", var number] parts
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new(parts[0] is "r", id)
                : null;
    }
}
