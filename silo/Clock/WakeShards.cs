using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Silo.Clock;

/// <summary>Which share of the clock an entity falls to, where many processes share it.</summary>
/// <remarks>A fixed number, because the wake-up index is ordered by it: see the function <c>wake_shard</c> of the database, which must agree.</remarks>
public static class WakeShards
{
    /// <summary>How many shares there are.</summary>
    public const int Count = 16;

    /// <summary>Key of the grain that runs all shares at once, for a cluster that has one process.</summary>
    public const string WholeKey = KeyPrefix + "all";

    private const string KeyPrefix = "clock/";

    /// <summary>An entity's share: low bits of the first byte of the id's MD5, a function that every database has.</summary>
    public static int Of(string entityId)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(Encoding.UTF8.GetBytes(entityId), hash);
        return hash[0] % Count;
    }

    /// <summary>Key of the grain that runs a share.</summary>
    public static string KeyOf(int shard) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{shard}");

    /// <summary>The share that a key names; null for all.</summary>
    public static int? OfKey(string key) => key is WholeKey ? null : int.Parse(key.AsSpan(KeyPrefix.Length), CultureInfo.InvariantCulture);
}
