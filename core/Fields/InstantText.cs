using System.Globalization;

namespace Dispatch.Fields;

/// <summary>Instants as texts in documents: RFC 3339 with an offset, so that no reader's time zone changes them.</summary>
public static class InstantText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>Reads an instant and cuts it to milliseconds; a text without an offset is none.</summary>
    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        var isInstant = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
        instant = instant.Truncate();
        return isInstant;
    }

    /// <summary>Writes milliseconds since 1970 as an instant.</summary>
    public static string Write(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
