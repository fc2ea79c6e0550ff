using System.Diagnostics;
using System.Text;

namespace Dispatch.Bench;

/// <summary>Single posts at a rate that does not depend on how fast they are answered.</summary>
internal sealed class PacedPosts(PlainConnection[] connections, int rate)
{
    private readonly TicketBodies bodies = new(seed: 48);

    /// <summary>Posts until it is told to stop.</summary>
    /// <returns>Milliseconds until each 201: from the instant at which it was sent, or was to be sent while all connections waited for answers.</returns>
    public async Task<double[]> Until(Task stop)
    {
        var (watch, next) = (Stopwatch.StartNew(), -1);
        var all = await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            var taken = new List<double>();
            while (!stop.IsCompleted)
            {
                var due = TimeSpan.FromSeconds((double)Interlocked.Increment(ref next) / rate);
                var request = Request(connection);
                if (due > watch.Elapsed)
                {
                    await Task.Delay(due - watch.Elapsed is { Ticks: > 0 } wait ? wait : TimeSpan.Zero);
                    due = watch.Elapsed;
                }
                var (status, body) = await connection.Send(request);
                taken.Add((watch.Elapsed - due).TotalMilliseconds);
                if (status is not 201)
                    throw new InvalidOperationException($"{status}: {Encoding.UTF8.GetString(body.Span)}");
            }
            return taken;
        })));
        return [.. all.SelectMany(taken => taken)];
    }

    private byte[] Request(PlainConnection connection)
    {
        lock (bodies)
            return connection.Request("POST", "/api/tickets", bodies.NextOrdinary());
    }
}
