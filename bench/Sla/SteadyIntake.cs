using System.Diagnostics;
using System.Net.Http.Headers;

namespace Dispatch.Bench;

/// <summary>Tickets in bulk at a rate, ten bodies a second, whether those before have been answered or not.</summary>
internal sealed class SteadyIntake(int seed)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private readonly TicketBodies tickets = new(seed);

    /// <summary>Sends tickets; returns how long each answer took, in milliseconds.</summary>
    public async Task<IReadOnlyList<double>> Send(MeasuredService service, int perSecond, TimeSpan span)
    {
        var answers = new List<Task<double>>();
        var watch = Stopwatch.StartNew();
        for (var beat = 0; beat * Beat < span; beat++)
        {
            var body = new MemoryStream();
            for (var i = 0; i < perSecond / 10; i++)
            {
                body.Write(tickets.Next());
                body.WriteByte((byte)'\n');
            }
            if (beat * Beat - watch.Elapsed is { Ticks: > 0 } wait)
                await Task.Delay(wait);
            answers.Add(Post(service, body.ToArray()));
        }
        return await Task.WhenAll(answers);
    }

    private static async Task<double> Post(MeasuredService service, byte[] lines)
    {
        var began = Stopwatch.GetTimestamp();
        using var content = new ByteArrayContent(lines);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await service.Client.Http.PostAsync("/api/tickets/bulk", content);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
