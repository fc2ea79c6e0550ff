using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Dispatch.Bench;

/// <summary>When changes arrived at boards. All boards get the same messages, so one of them reads what is inside and the others only note which it was.</summary>
/// <remarks>
/// A change counts from the instant of its decision, which lies before the commit and is what the row carries: the wait for the commit is included.
/// Service and boards share the machine's clock. Instants are whole milliseconds, so a latency is at most one too long.
/// </remarks>
internal sealed class BoardArrivals(TimeProvider time)
{
    private static readonly byte[] Delta = "\"target\":\"delta\""u8.ToArray();
    private static readonly byte[] Snapshot = "\"target\":\"snapshot\""u8.ToArray();
    private static readonly byte[] Seq = "\"seq\":"u8.ToArray();
    private readonly Dictionary<string, DateTimeOffset> lastChange = new(StringComparer.Ordinal);
    private readonly Dictionary<long, DateTimeOffset[]> changes = [];
    private readonly ConcurrentBag<(long Seq, DateTimeOffset At)> arrivals = [];
    private readonly ConcurrentDictionary<int, byte> shown = [];
    private volatile bool counting;

    /// <summary>Boards that have their snapshot.</summary>
    public int Shown => shown.Count;

    /// <summary>Bytes of deltas that one board got while counting.</summary>
    public long Bytes { get; private set; }

    /// <summary>Deltas that one board got while counting.</summary>
    public int Deltas { get; private set; }

    /// <summary>Changes that they told of.</summary>
    public int Changes => changes.Values.Sum(each => each.Length);

    /// <summary>Starts or ends counting.</summary>
    public void Count(bool on) => counting = on;

    /// <summary>A message arrived at a board.</summary>
    public void Arrived(int board, ReadOnlyMemory<byte> message)
    {
        var now = time.GetUtcNow();
        if (message.Span.IndexOf(Snapshot) >= 0)
            shown.TryAdd(board, 0);
        if (message.Span.IndexOf(Delta) < 0)
            return;
        if (board is 0)
            Read(message);
        else if (counting)
            arrivals.Add((SeqOf(message.Span), now));
        if (board is 0 && counting)
            arrivals.Add((SeqOf(message.Span), now));
    }

    /// <summary>Milliseconds from each change to its arrival at each board, sorted.</summary>
    public double[] Latencies()
    {
        var latencies = new List<double>();
        foreach (var (seq, at) in arrivals)
            foreach (var change in changes.GetValueOrDefault(seq, []))
                latencies.Add((at - change).TotalMilliseconds);
        return [.. latencies.Order()];
    }

    private void Read(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var delta = document.RootElement.GetProperty("arguments")[0];
        var changed = new List<DateTimeOffset>();
        if (delta.TryGetProperty("rows", out var rows))
            foreach (var row in rows.EnumerateArray())
            {
                // Bookkeeping sends a row again without a new instant.
                var (id, at) = (row.GetProperty("id").GetString()!, row.GetProperty("updatedAt").GetDateTimeOffset());
                if (!lastChange.TryGetValue(id, out var last) || last != at)
                    changed.Add(lastChange[id] = at);
            }
        if (!counting)
            return;
        changes[delta.GetProperty("seq").GetInt64()] = [.. changed];
        (Bytes, Deltas) = (Bytes + message.Length, Deltas + 1);
    }

    private static long SeqOf(ReadOnlySpan<byte> message)
    {
        var digits = message[(message.IndexOf(Seq) + Seq.Length)..];
        var seq = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                break;
            seq = (seq * 10) + digit - '0';
        }
        return seq;
    }
}
