using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Dispatch.Bench;

/// <summary>Bodies for the bulk endpoint, made before the clock starts, and the connections that send them.</summary>
internal sealed class BulkLoad
{
    private const string Path = "/api/tickets/bulk";
    private readonly byte[][] bodies;
    private readonly int lines;

    /// <param name="linesInBody">Tickets in one request.</param>
    public BulkLoad(TicketBodies tickets, int count, int linesInBody)
    {
        lines = count;
        bodies = [.. Enumerable.Range(0, count).Chunk(linesInBody).Select(chunk => Body(tickets, chunk.Length))];
    }

    /// <summary>Sends everything; returns the time from the first byte sent to the last answer read.</summary>
    /// <param name="clients">Who sends: the connections take them in turn.</param>
    /// <exception cref="InvalidOperationException">A line was not answered with 201.</exception>
    public async Task<TimeSpan> Send(IReadOnlyList<HttpClient> clients, int connections)
    {
        var next = -1;
        var accepted = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(n => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < bodies.Length; i = Interlocked.Increment(ref next))
                Interlocked.Add(ref accepted, await Send(clients[n % clients.Count], bodies[i]));
        })));
        var elapsed = watch.Elapsed;
        return accepted == lines ? elapsed : throw new InvalidOperationException($"{accepted} of {lines} tickets were answered with 201.");
    }

    private static async Task<int> Send(HttpClient client, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        var answers = await answer.Content.ReadAsByteArrayAsync();
        var accepted = Accepted(answers);
        if (Encoding.UTF8.GetString(answers).Split('\n').FirstOrDefault(line => line.Length > 0 && !line.Contains("\"status\":201", StringComparison.Ordinal)) is { } refused)
            Console.WriteLine($"Refused: {refused}");
        return accepted;
    }

    private static int Accepted(ReadOnlySpan<byte> answers)
    {
        var count = 0;
        var wanted = "\"status\":201"u8;
        for (var at = answers.IndexOf(wanted); at >= 0; at = answers.IndexOf(wanted))
        {
            count++;
            answers = answers[(at + wanted.Length)..];
        }
        return count;
    }

    private static byte[] Body(TicketBodies tickets, int count)
    {
        using var body = new MemoryStream();
        for (var i = 0; i < count; i++)
        {
            body.Write(tickets.Next());
            body.WriteByte((byte)'\n');
        }
        return body.ToArray();
    }
}
