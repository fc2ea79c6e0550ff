using System.Globalization;

namespace Dispatch;

/// <summary>Every instant in the system is UTC and whole milliseconds, so that it survives storage unchanged.</summary>
public static class Instants
{
    /// <summary>The instant as UTC, cut to milliseconds.</summary>
    public static DateTimeOffset Truncate(this DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    /// <summary>The instant to the second in UTC, as arguments of refusals have it.</summary>
    public static string ToText(this DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The later of two instants.</summary>
    public static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>The earlier of two instants.</summary>
    public static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    /// <summary>Now, cut to milliseconds.</summary>
    public static DateTimeOffset Now(this TimeProvider time) => time.GetUtcNow().Truncate();
}
