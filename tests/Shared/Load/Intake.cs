using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Shared.Load;

/// <summary>Clients that open tickets and try again until each is acknowledged, one by one and in bulk.</summary>
/// <param name="specs">The tickets.</param>
public sealed class Intake(Entrances entrances, IReadOnlyCollection<TicketSpec> specs)
{
    private const int LinesInBulk = 60;
    private const string Bulk = "/api/tickets/bulk";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<TicketSpec> open = new(specs);
    private readonly ConcurrentDictionary<int, string> acknowledged = new();
    private readonly ConcurrentBag<string> complaints = [];
    private readonly ConcurrentBag<Attempt> failed = [];
    private readonly Lock gate = new();
    private (int Count, TaskCompletionSource Reached) goal = (int.MaxValue, new());
    private int unfinished = specs.Count;

    /// <summary>How long a client that opens tickets one by one waits after each; it may be changed under way.</summary>
    public TimeSpan Rest { get; set; }

    /// <summary>Acknowledged tickets: number to id.</summary>
    public IReadOnlyDictionary<int, string> Acknowledged => acknowledged;

    /// <summary>Answers that no client should get.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>Tickets for others to work on, in the order in which they were acknowledged.</summary>
    public BlockingCollection<(TicketSpec Spec, string Id)> Taken { get; } = [];

    /// <summary>Requests that were refused for the moment, or never got their answer.</summary>
    public IReadOnlyCollection<Attempt> Failed => failed;

    /// <summary>Requests that were under way at a moment and never got their answer.</summary>
    public int CutOffAt(long moment) => failed.Count(request => request.Why is Attempt.Unanswered && request.Begun < moment && moment <= request.Ended);

    /// <summary>Completes when so many tickets are acknowledged.</summary>
    public Task WhenAcknowledged(int count)
    {
        lock (gate)
        {
            goal = (count, new(TaskCreationOptions.RunContinuationsAsynchronously));
            if (acknowledged.Count >= count)
                goal.Reached.TrySetResult();
            return goal.Reached.Task;
        }
    }

    /// <summary>Runs the clients until all is acknowledged.</summary>
    public async Task Run(int singles, int bulks)
    {
        await Task.WhenAll([
            .. Enumerable.Range(0, singles).Select(_ => Task.Run(OneByOne)),
            .. Enumerable.Range(0, bulks).Select(_ => Task.Run(InBulk))]);
        Taken.CompleteAdding();
    }

    private async Task OneByOne()
    {
        while (Volatile.Read(ref unfinished) > 0)
        {
            if (!open.TryDequeue(out var spec))
                await Task.Delay(Pause);
            else if (!await Try(client => PostOne(client, spec)))
                open.Enqueue(spec);
            await Task.Delay(Rest);
        }
    }

    private async Task InBulk()
    {
        while (Volatile.Read(ref unfinished) > 0)
        {
            var lines = new Queue<TicketSpec>();
            while (lines.Count < LinesInBulk && open.TryDequeue(out var spec))
                lines.Enqueue(spec);
            if (lines.Count is 0)
                await Task.Delay(Pause);
            else
                await Try(client => PostMany(client, lines));
            foreach (var unanswered in lines)
                open.Enqueue(unanswered);
        }
    }

    private async Task<bool> PostOne(ServiceClient client, TicketSpec spec)
    {
        using var answer = await client.Post("/api/tickets", spec.Body, spec.Key);
        return Take(spec, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    // Each answer counts as soon as its line has come; what was not answered stays in the queue.
    private async Task<bool> PostMany(ServiceClient client, Queue<TicketSpec> lines)
    {
        var body = string.Join('\n', lines.Select(spec => spec.Line));
        using var request = new HttpRequestMessage(HttpMethod.Post, Bulk) { Content = new StringContent(body, Encoding.UTF8, "application/x-ndjson") };
        using var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode is not HttpStatusCode.OK)
            return Refused((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (lines.TryPeek(out var spec) && await reader.ReadLineAsync() is { } line)
        {
            if (!Take(spec, JsonSerializer.Deserialize<JsonElement>(line).GetProperty("status").GetInt32(), line))
                open.Enqueue(spec);
            lines.Dequeue();
        }
        return lines.Count is 0;
    }

    private bool Take(TicketSpec spec, int status, string body)
    {
        if (status is not (201 or 200))
            return Refused(status, body);
        var id = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("id").GetString()!;
        if (!acknowledged.TryAdd(spec.Number, id))
            complaints.Add($"{spec.Key} was acknowledged twice: as {acknowledged[spec.Number]} and as {id}");
        Interlocked.Decrement(ref unfinished);
        Taken.Add((spec, id));
        lock (gate)
            if (acknowledged.Count >= goal.Count)
                goal.Reached.TrySetResult();
        return true;
    }

    private bool Refused(int status, string body)
    {
        if (status is not (503 or 429))
            complaints.Add($"{status}: {body}");
        return false;
    }

    private async Task<bool> Try(Func<ServiceClient, Task<bool>> request)
    {
        var entrance = await entrances.Next();
        var begun = Stopwatch.GetTimestamp();
        try
        {
            if (await request(entrance.Client))
                return true;
            failed.Add(new(begun, Stopwatch.GetTimestamp(), Attempt.TryLater));
            await Task.Delay(Pause);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            failed.Add(new(begun, Stopwatch.GetTimestamp(), Attempt.Unanswered));
        }
        return false;
    }
}

/// <summary>A request that came to nothing and is sent again; instants are timestamps of this process.</summary>
public sealed record Attempt(long Begun, long Ended, string Why)
{
    /// <summary>It was refused for the moment.</summary>
    public const string TryLater = "try later";

    /// <summary>The connection broke before the answer.</summary>
    public const string Unanswered = "unanswered";
}
