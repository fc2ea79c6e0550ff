using System.Data.Common;
using Dapper;

namespace Dispatch.Bench;

/// <summary>Whose deadlines have passed, as another process can read it in the journal.</summary>
/// <param name="after">The sequence number behind which it looks; each event is read once.</param>
internal sealed class Breaches(string data, long after) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly DbConnection connection = DataOf.OpenToRead(data);
    private long seen = after;

    /// <summary>The last sequence number that is durable.</summary>
    public static async Task<long> Head(string data)
    {
        await using var connection = DataOf.OpenToRead(data);
        return await connection.ExecuteScalarAsync<long>("select coalesce(max(seq), 0) from event");
    }

    /// <summary>Waits until deadlines of so many tickets have passed.</summary>
    /// <param name="among">Tickets that count, by entity; null counts all.</param>
    /// <exception cref="TimeoutException">They have not after ten minutes.</exception>
    public async Task Wait(int count, IReadOnlySet<string>? among = null)
    {
        var breached = new HashSet<string>(StringComparer.Ordinal);
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Look);
        while (true)
        {
            breached.UnionWith((await More()).Where(ticket => among is null || among.Contains(ticket)));
            if (breached.Count >= count)
                return;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"{breached.Count} of {count} deadlines have passed after {Patience}.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Those that were not read before.</summary>
    public async Task<IReadOnlyList<string>> More()
    {
        var head = await connection.ExecuteScalarAsync<long>("select coalesce(max(seq), 0) from event");
        var tickets = await connection.QueryAsync<string>(
            "select entity_id from event where seq > @seen and seq <= @head and kind = 'sla-breached.v1'", new { seen, head });
        seen = head;
        return [.. tickets];
    }

    public void Dispose() => connection.Dispose();
}
