using System.Text;
using Dispatch.Grains;
using Dispatch.Grains.Journal;

namespace Dispatch.Tests.Silo.Journal;

/// <summary>Short ways to write commits in tests.</summary>
internal static class Commits
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(this ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    public static Commit Commit(string id, long expectedVersion, int events = 1, string state = "{}", DateTimeOffset? wakeAt = null) => new(
        id, id[..id.IndexOf('/')], "acme/east", expectedVersion,
        [.. Enumerable.Range(1, events).Select(n => new EventToStore("thing-happened.v1", Noon, Json($$"""{"n":{{expectedVersion + n}}}""")))],
        Json(state), Shape: 1, wakeAt);

    public static IdempotencyKey Key(string key, string hash = "hash", DateTimeOffset? expiresAt = null) => new("key:shop", key, hash, expiresAt);

    public static TicketRow Row(string id, string number) => new(
        id, number, "acme/east", "open", "repair", "web", "normal", "repair-east", null, "customer-1", "east", Noon, Noon, Noon.AddHours(4));
}
