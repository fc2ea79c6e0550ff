using System.Security.Cryptography;
using Dispatch.Tests.World;

namespace Dispatch.Tests.Simulation;

/// <summary>One number for a whole journal: equal only where every event is, in every column and in the same order.</summary>
internal static class JournalHash
{
    /// <summary>Lower-case hex of SHA-256 over all event rows in the order of their sequence numbers.</summary>
    public static string Of(VirtualWorld world)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        world.Query(
            """
            select seq || '|' || entity_id || '|' || version || '|' || kind || '|' || at || '|' || org || '|' || actor || '|' || coalesce(on_behalf_of, '')
                || '|' || coalesce(correlation, '') || '|' || coalesce(causation, '') || '|' || coalesce(config, '') || '|' || body
            from event order by seq
            """,
            row =>
            {
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes(row.GetString(0)));
                return true;
            });
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
