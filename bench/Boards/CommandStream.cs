using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>People and machines at work at an even rate, whatever the answers take: notes, changes of priority, new tickets.</summary>
internal sealed class CommandStream(ServiceClient client, int seed)
{
    private const int Known = 300;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];
    private readonly Random random = new(seed);
    private readonly TicketBodies bodies = new(seed);
    private readonly List<string> tickets = [];
    private readonly ConcurrentBag<string> refusals = [];

    /// <summary>What was refused; only a change to a ticket that is over may be.</summary>
    public IReadOnlyCollection<string> Refusals => refusals;

    /// <summary>Opens the tickets that commands are about.</summary>
    public async Task Begin()
    {
        while (tickets.Count < Known)
            tickets.AddRange(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Take())));
    }

    /// <summary>Sends so many commands a second until cancelled, and waits for the last answers.</summary>
    public async Task Run(int perSecond, CancellationToken cancellationToken)
    {
        var (sent, underWay) = (0, new List<Task>());
        var started = TimeProvider.System.GetTimestamp();
        using var beat = new PeriodicTimer(Beat);
        while (!cancellationToken.IsCancellationRequested && await beat.WaitForNextTickAsync(CancellationToken.None))
        {
            for (var due = (int)(TimeProvider.System.GetElapsedTime(started).TotalSeconds * perSecond); sent < due; sent++)
                underWay.Add(Next());
            underWay.RemoveAll(task => task.IsCompletedSuccessfully);
        }
        await Task.WhenAll(underWay);
    }

    private Task Next()
    {
        var ticket = tickets[random.Next(tickets.Count)];
        return random.Next(10) switch
        {
            0 => Take(),
            < 4 => Post($"/api/tickets/{ticket}/change-priority", $$"""{"priority":"{{Priorities[random.Next(Priorities.Length)]}}"}"""),
            _ => Post($"/api/tickets/{ticket}/note", string.Create(CultureInfo.InvariantCulture, $$"""{"text":"已联系客户，约定明日回电。 {{random.Next(1_000_000)}}"}""")),
        };
    }

    private async Task<string> Take()
    {
        using var body = new ByteArrayContent(bodies.Next()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await client.Http.PostAsync("/api/tickets", body);
        answer.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return document.RootElement.GetProperty("id").GetString()!;
    }

    private async Task Post(string path, string body)
    {
        using var answer = await client.Post(path, body);
        if (!answer.IsSuccessStatusCode)
            refusals.Add($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }
}
