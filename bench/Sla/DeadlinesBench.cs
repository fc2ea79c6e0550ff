using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Dispatch.Bench;

/// <summary>How late deadlines were, milliseconds from the due instant until another process could read the commit.</summary>
/// <param name="Deadlines">How many fell due.</param>
/// <param name="Early">How many were seen before their instant.</param>
/// <param name="Timer">The baseline: lateness of bare timers in the load generator at the same rate, 99th percentile.</param>
internal sealed record DeadlineFigures(int Deadlines, int Early, double Median, double P99, double Longest, double Timer, double IntakeP99);

/// <summary>Deadlines that fall due at a rate while tickets come in, through the service as users run it, on SQLite.</summary>
/// <remarks>A policy promises a first response within a minute, night and day; tickets taken in at a rate fall due at that rate a minute later.</remarks>
internal sealed class DeadlinesBench(string folder, int rate, int seconds, int intake)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private readonly TicketBodies tickets = new(seed: 3);

    public async Task<DeadlineFigures> Run(int round)
    {
        var data = Path.Combine(folder, $"deadlines-{round}.db");
        using var service = await MeasuredService.Start(data, folder);
        await Promise(service);
        await Send(service, perSecond: 500, TimeSpan.FromSeconds(3)); // warms up; these fall due before the measured ones
        await service.BecomeIdle();
        var first = await Head(data);
        var began = DateTimeOffset.UtcNow;
        await Send(service, rate, TimeSpan.FromSeconds(seconds));
        using var stop = new CancellationTokenSource();
        var seen = Watch(data, stop.Token);
        await Task.Delay(began + Budget - DateTimeOffset.UtcNow - TimeSpan.FromSeconds(2));
        var before = await Head(data);
        var timers = Timers(began + Budget);
        var latencies = await Send(service, intake, TimeSpan.FromSeconds(seconds + 3));
        var timer = await timers;
        await Fired(data, before, rate * seconds);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();
        return await Figures(data, first, await seen, timer, latencies);
    }

    /// <summary>Seconds from ready until everything that fell due while nothing ran had been committed.</summary>
    /// <param name="overdue">How many deadlines fall due meanwhile.</param>
    public async Task<double> Restart(int overdue)
    {
        var data = Path.Combine(folder, "restart.db");
        long first;
        using (var service = await MeasuredService.Start(data, folder))
        {
            await Promise(service);
            first = await Head(data);
            await Send(service, perSecond: 2_000, TimeSpan.FromSeconds(overdue / 2_000.0));
        }
        await Task.Delay(Budget + TimeSpan.FromSeconds(2));
        using var again = await MeasuredService.Start(data, folder);
        var ready = Stopwatch.GetTimestamp();
        await Fired(data, first, overdue);
        return Stopwatch.GetElapsedTime(ready).TotalSeconds;
    }

    /// <summary>Waits until so many deadlines have passed in the journal behind a sequence number.</summary>
    private static async Task Fired(string data, long after, int count)
    {
        await using var connection = Open(data);
        while (await connection.ExecuteScalarAsync<int>("select count(*) from event where seq > @after and kind = 'sla-breached.v1'", new { after }) < count)
            await Task.Delay(50);
    }

    private static async Task Promise(MeasuredService service)
    {
        var budgets = new { urgent = 1, high = 1, normal = 1, low = 1 };
        var policy = new
        {
            id = "bench", name = new { zh = "基准", en = "Bench" }, order = 0,
            targets = new[] { new { id = "first-response", metric = "firstResponse", time = "elapsed", budgets, pausedBy = Array.Empty<object>() } },
        };
        using var body = new StringContent(JsonSerializer.Serialize(policy), Encoding.UTF8, "application/json");
        using var answer = await service.Client.Http.PutAsync("/api/sla-policies/bench", body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends tickets in bulk ten times a second; returns how long each answer took, in milliseconds.</summary>
    private async Task<IReadOnlyList<double>> Send(MeasuredService service, int perSecond, TimeSpan span)
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

    /// <summary>When each sequence number could first be read, looked at every few milliseconds.</summary>
    private static Task<List<(long Seq, DateTimeOffset At)>> Watch(string data, CancellationToken cancellationToken) => Task.Run(async () =>
    {
        var seen = new List<(long Seq, DateTimeOffset At)>();
        await using var connection = Open(data);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!cancellationToken.IsCancellationRequested)
        {
            var head = await connection.ExecuteScalarAsync<long>("select max(seq) from event");
            if (seen.Count is 0 || head > seen[^1].Seq)
                seen.Add((head, DateTimeOffset.UtcNow));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        return seen;
    }, CancellationToken.None);

    /// <summary>Bare timers that fall due at the same rate as the deadlines.</summary>
    private async Task<double> Timers(DateTimeOffset from)
    {
        var late = await Task.WhenAll(Enumerable.Range(0, rate * seconds / 20).Select(async i =>
        {
            var due = from.AddMilliseconds(20_000.0 / rate * i);
            await Task.Delay(due - DateTimeOffset.UtcNow);
            return (DateTimeOffset.UtcNow - due).TotalMilliseconds;
        }));
        return Percentile(late, 0.99);
    }

    private async Task<DeadlineFigures> Figures(string data, long first, List<(long Seq, DateTimeOffset At)> seen, double timer, IReadOnlyList<double> latencies)
    {
        await using var connection = Open(data);
        var breaches = (await connection.QueryAsync<(long Seq, string Body)>(
            """
            select e.seq, cast(e.body as text) from event e
            join (select distinct entity_id from event where kind = 'ticket-opened.v1' and seq > @first order by seq limit @count) measured on measured.entity_id = e.entity_id
            where e.kind = 'sla-breached.v1'
            """, new { first, count = rate * seconds })).ToList();
        var (late, early) = (new List<double>(), 0);
        foreach (var (seq, text) in breaches)
        {
            using var body = JsonDocument.Parse(text);
            var due = body.RootElement.GetProperty("at").GetDateTimeOffset();
            early += body.RootElement.GetProperty("seenAt").GetDateTimeOffset() <= due ? 1 : 0;
            late.Add((seen.First(look => look.Seq >= seq).At - due).TotalMilliseconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{breaches.Count} deadlines"));
        return new(breaches.Count, early, Percentile(late, 0.5), Percentile(late, 0.99), late.Max(), timer, Percentile(latencies, 0.99));
    }

    private static async Task<long> Head(string data)
    {
        await using var connection = Open(data);
        return await connection.ExecuteScalarAsync<long>("select max(seq) from event");
    }

    private static SqliteConnection Open(string data)
    {
        var connection = new SqliteConnection($"Data Source={data};Mode=ReadOnly;Pooling=false");
        connection.Open();
        return connection;
    }

    private static double Percentile(IReadOnlyCollection<double> values, double share) => values.Order().ElementAt((int)((values.Count - 1) * share));
}
