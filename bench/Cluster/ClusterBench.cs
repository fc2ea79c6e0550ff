using System.Diagnostics;
using System.Globalization;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>Settings of a run.</summary>
/// <param name="Tickets">Tickets in each bulk intake.</param>
/// <param name="Rounds">Rounds of both deployments in turn.</param>
/// <param name="Connections">Bulk requests under way at once, spread over the API hosts.</param>
/// <param name="Posting">Connections that post one ticket after the other, spread over the API hosts.</param>
/// <param name="Span">How long they post.</param>
internal sealed record ClusterBenchOptions(int Tickets, int Rounds, int Connections, int Posting, TimeSpan Span, string Folder)
{
    public const int Silos = 3;
    public const int Hosts = 2;
}

/// <summary>What one deployment did in its turn.</summary>
/// <param name="Bulk">Tickets per second through the bulk endpoint, from the first byte sent to the last answer read.</param>
/// <param name="During">Processor time of all its processes per ticket until the last answer, milliseconds.</param>
/// <param name="After">The same from then until it was idle, without what it takes while nobody calls.</param>
/// <param name="Posts">Tickets per second in single posts.</param>
/// <param name="P50">Milliseconds from the first byte sent to the last byte of the 201.</param>
/// <param name="P99">The same, of the slowest hundredth.</param>
/// <param name="PerPost">Processor time of all its processes per posted ticket, all that followed meanwhile included, milliseconds.</param>
/// <param name="Idle">Processors that it keeps busy while nobody calls.</param>
internal sealed record ClusterTurn(double Bulk, double During, double After, double Posts, double P50, double P99, double PerPost, double Idle);

/// <summary>Both deployments in one round.</summary>
internal sealed record ClusterRound(ClusterTurn Local, ClusterTurn Orleans);

/// <summary>The same tickets through one process on the Local engine and through API hosts and silos on Orleans, in turn, on the same PostgreSQL server.</summary>
/// <remarks>Each deployment is started for its turn on a database of its own and stopped after it, so that neither takes processors from the other.</remarks>
internal sealed class ClusterBench(ClusterBenchOptions options, PostgresServer server)
{
    private const int LinesInBody = 1_000;
    private const int WarmUps = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<ClusterRound>> Run()
    {
        var rounds = new List<ClusterRound>();
        for (var round = 0; round < options.Rounds; round++)
        {
            rounds.Add(new(
                await Turn(data => Deployment.Local(data, options.Folder)),
                await Turn(data => Deployment.Orleans(data, options.Folder, ClusterBenchOptions.Silos, ClusterBenchOptions.Hosts))));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {rounds[^1]}"));
        }
        return rounds;
    }

    private async Task<ClusterTurn> Turn(Func<string, Task<Deployment>> start)
    {
        using var deployment = await start(server.CreateDatabase());
        var tickets = new TicketBodies(seed: 1);
        for (var round = 0; round < WarmUps; round++)
            await Send(deployment, tickets);
        var idle = await deployment.WhileIdle();

        var before = deployment.Used;
        var elapsed = await Send(deployment, tickets);
        var (answered, started) = (deployment.Used, Stopwatch.GetTimestamp());
        await deployment.BecomeIdle();
        var followed = deployment.Used - answered - (idle * Stopwatch.GetElapsedTime(started));

        var (posts, use) = await Post(deployment);
        await deployment.Stop();
        return new(
            options.Tickets / elapsed.TotalSeconds, (answered - before).TotalMilliseconds / options.Tickets, followed.TotalMilliseconds / options.Tickets,
            posts.Length / options.Span.TotalSeconds, PostsBench.Quantile(posts, 0.5), PostsBench.Quantile(posts, 0.99), use.TotalMilliseconds / posts.Length, idle);
    }

    private Task<TimeSpan> Send(Deployment deployment, TicketBodies tickets) =>
        new BulkLoad(tickets, options.Tickets, LinesInBody).Send([.. deployment.Clients.Select(client => client.Http)], options.Connections);

    private async Task<(double[] Milliseconds, TimeSpan Used)> Post(Deployment deployment)
    {
        var (addresses, clients) = (deployment.Addresses, deployment.Clients);
        var connections = await Task.WhenAll(Enumerable.Range(0, options.Posting).Select(
            n => PlainConnection.Open(addresses[n % addresses.Count], clients[n % clients.Count].Token)));
        var bodies = new TicketBodies(seed: 64);
        await PostsBench.Each(connections, WarmUp, Next);
        await deployment.BecomeIdle();
        var before = deployment.Used;
        var posts = await PostsBench.Each(connections, options.Span, Next);
        var used = deployment.Used - before;
        foreach (var connection in connections)
            connection.Dispose();
        return (posts, used);

        byte[] Next(PlainConnection connection)
        {
            lock (bodies)
                return connection.Request("POST", "/api/tickets", bodies.NextOrdinary());
        }
    }
}
