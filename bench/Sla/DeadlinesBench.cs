using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dapper;

namespace Dispatch.Bench;

/// <summary>How late deadlines were, milliseconds from the due instant until another process could read the commit.</summary>
/// <param name="Deadlines">How many fell due.</param>
/// <param name="Early">How many were seen before their instant.</param>
/// <param name="Timer">The baseline: lateness of bare timers in the load generator at the same rate, 99th percentile.</param>
internal sealed record DeadlineFigures(int Deadlines, int Early, double Median, double P99, double Longest, double Timer, double IntakeP99);

/// <summary>Deadlines that fall due at a rate while tickets come in, through the service as users run it, on SQLite.</summary>
internal sealed class DeadlinesBench(string folder, int rate, int seconds, int intake)
{
    private readonly SteadyIntake tickets = new(seed: 3);

    public async Task<DeadlineFigures> Run(int round)
    {
        var data = Path.Combine(folder, $"deadlines-{round}.db");
        using var service = await MeasuredService.Start(data, folder);
        await MinutePolicy.Publish(service);
        await tickets.Send(service, perSecond: 500, TimeSpan.FromSeconds(3)); // warms up; these fall due before the measured ones
        await service.BecomeIdle();
        var first = await Breaches.Head(data);
        var began = DateTimeOffset.UtcNow;
        await tickets.Send(service, rate, TimeSpan.FromSeconds(seconds));
        using var stop = new CancellationTokenSource();
        var seen = Watch(data, stop.Token);
        await Task.Delay(began + MinutePolicy.Budget - DateTimeOffset.UtcNow - TimeSpan.FromSeconds(2));
        var before = await Breaches.Head(data);
        var timers = Timers(began + MinutePolicy.Budget);
        var latencies = await tickets.Send(service, intake, TimeSpan.FromSeconds(seconds + 3));
        var timer = await timers;
        using (var breaches = new Breaches(data, before))
            await breaches.Wait(rate * seconds);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();
        return await Figures(data, first, await seen, timer, latencies);
    }

    /// <summary>When each sequence number could first be read, looked at every few milliseconds.</summary>
    private static Task<List<(long Seq, DateTimeOffset At)>> Watch(string data, CancellationToken cancellationToken) => Task.Run(async () =>
    {
        var seen = new List<(long Seq, DateTimeOffset At)>();
        await using var connection = DataOf.OpenToRead(data);
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
        await using var connection = DataOf.OpenToRead(data);
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

    private static double Percentile(IReadOnlyCollection<double> values, double share) => values.Order().ElementAt((int)((values.Count - 1) * share));
}
