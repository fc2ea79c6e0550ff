using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary>What single posts cost.</summary>
/// <param name="Empty">Requests per second of the same connections that ask for nothing but who they are: the baseline.</param>
/// <param name="Rate">Tickets per second.</param>
/// <param name="P50">Milliseconds from the first byte sent to the last byte of the 201.</param>
/// <param name="P99">The same, of the slowest hundredth.</param>
/// <param name="Assigned50">Milliseconds from the 201 until the ticket is seen with its assignee, while the others post.</param>
/// <param name="Assigned99">The same, of the slowest hundredth.</param>
/// <param name="Assignments">How many assignments were watched.</param>
/// <param name="PerEmpty">Processor time of the service for an empty request, milliseconds.</param>
/// <param name="PerTicket">Processor time of the service for a ticket, milliseconds, all that followed meanwhile included.</param>
/// <param name="Writing">Of that, the journal's writer.</param>
/// <param name="Collecting">Of that, the garbage collector.</param>
internal sealed record PostsFigures(
    string Database, double Empty, double Rate, double P50, double P99, double Assigned50, double Assigned99, int Assignments,
    double PerEmpty, double PerTicket, double Writing, double Collecting);

/// <summary>Single posts over many connections, and how soon somebody has a ticket meanwhile.</summary>
internal static class PostsBench
{
    private const int Watchers = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly byte[] Claim = Encoding.UTF8.GetBytes("""{"kind":"damage-claim","channel":"web","region":"east","description":"外箱被压变形","amount":{"minor":9900,"currency":"CNY"}}""");
    private static readonly byte[] Reason = Encoding.UTF8.GetBytes("""{"reason":"客户撤回"}""");

    public static async Task<PostsFigures> Run(string database, string data, string folder, int connections, TimeSpan span)
    {
        using var service = await MeasuredService.Start(data, folder);
        var opened = await Task.WhenAll(Enumerable.Range(0, connections + Watchers).Select(_ => PlainConnection.Open(service.Address, service.Client.Token)));
        var (posting, watching) = (opened[..connections], opened[connections..]);
        var bodies = new TicketBodies(seed: 64);

        await Each(posting, WarmUp, _ => Post(bodies));
        await service.BecomeIdle();
        var (usedBefore, empty) = (service.Usage, await Each(posting, span / 2, connection => connection.Request("GET", "/api/session")));
        var emptyUse = service.Usage - usedBefore;

        var assignments = Task.Run(() => Watch(watching, span));
        usedBefore = service.Usage;
        var posts = await Each(posting, span, _ => Post(bodies));
        var use = service.Usage - usedBefore;
        var assigned = await assignments;
        foreach (var connection in opened)
            connection.Dispose();

        double Per(TimeSpan used, int count) => used.TotalMilliseconds / count;
        var figures = new PostsFigures(
            database, empty.Length / (span / 2).TotalSeconds, posts.Length / span.TotalSeconds, Quantile(posts, 0.5), Quantile(posts, 0.99),
            Quantile(assigned, 0.5), Quantile(assigned, 0.99), assigned.Length, Per(emptyUse.All, empty.Length),
            Per(use.All, posts.Length), Per(use.Writing, posts.Length), Per(use.Collecting, posts.Length));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures}"));
        return figures;

        byte[] Post(TicketBodies from)
        {
            lock (from)
                return posting[0].Request("POST", "/api/tickets", from.NextOrdinary());
        }
    }

    /// <summary>Sends one request after the other over each connection for a while; returns the milliseconds of each.</summary>
    internal static async Task<double[]> Each(PlainConnection[] connections, TimeSpan span, Func<PlainConnection, byte[]> next)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            var taken = new List<double>();
            while (watch.Elapsed < span)
            {
                var request = next(connection);
                var started = Stopwatch.GetTimestamp();
                var (status, body) = await connection.Send(request);
                taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (status is not (200 or 201))
                    throw new InvalidOperationException($"{status}: {Encoding.UTF8.GetString(body.Span)}");
            }
            return taken;
        })));
        return [.. all.SelectMany(taken => taken)];
    }

    /// <summary>Opens tickets of a desk that has people free, sees when they are assigned, and takes them back.</summary>
    private static async Task<double[]> Watch(PlainConnection[] connections, TimeSpan span)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(connections.Select(async connection =>
        {
            var waits = new List<double>();
            while (watch.Elapsed < span)
            {
                var id = IdIn((await connection.Send(connection.Request("POST", "/api/tickets", Claim))).Body.Span);
                var started = Stopwatch.GetTimestamp();
                var look = connection.Request("GET", $"/api/tickets/{id}");
                while ((await connection.Send(look)).Body.Span.IndexOf("\"assignee\":\""u8) < 0)
                    await Task.Delay(5);
                waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                await connection.Send(connection.Request("POST", $"/api/tickets/{id}/cancel", Reason));
            }
            return waits;
        }));
        return [.. all.SelectMany(waits => waits)];
    }

    private static string IdIn(ReadOnlySpan<byte> body)
    {
        var rest = body[(body.IndexOf("\"id\":\""u8) + 6)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
    }

    internal static double Quantile(double[] values, double part) => values.Order().ElementAt((int)Math.Min(values.Length - 1, values.Length * part));
}
