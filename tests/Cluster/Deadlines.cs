using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Cluster;

/// <summary>Holds that clients set with an end: each ends by itself, once, and not before its time.</summary>
internal static class Deadlines
{
    /// <summary>Every ticket whose hold did not end, ended twice or ended early.</summary>
    public static async Task<IReadOnlyList<string>> MissedOrDoubled(Ledger ledger)
    {
        var held = await Events(ledger, "ticket-held.v1", "until");
        var resumed = await Events(ledger, "ticket-resumed.v1", "at");
        Assert.NotEmpty(held);
        return
        [
            .. held.Where(hold => resumed[hold.Key].Count() != hold.Count()).Select(hold => $"{hold.Key} was held {hold.Count()} times and resumed {resumed[hold.Key].Count()} times"),
            .. held.SelectMany(hold => hold.Order().Zip(resumed[hold.Key].Order(), (until, at) => (hold.Key, Early: until - at)))
                .Where(pair => pair.Early > TimeSpan.Zero).Select(pair => $"{pair.Key} was resumed {pair.Early.TotalMilliseconds} ms early"),
        ];
    }

    private static async Task<ILookup<string, DateTimeOffset>> Events(Ledger ledger, string kind, string member) =>
        (await ledger.Query<(string Entity, string Instant)>($"select entity_id, body::jsonb ->> '{member}' from event where kind = '{kind}' order by seq"))
        .ToLookup(found => found.Entity, found => DateTimeOffset.Parse(found.Instant, System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
