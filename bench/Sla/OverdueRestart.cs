using System.Diagnostics;
using Dapper;

namespace Dispatch.Bench;

/// <summary>A start with deadlines that passed while nothing ran.</summary>
/// <param name="Overdue">How many tickets they are of.</param>
/// <param name="Ready">Seconds from the start of the process until <c>/readyz</c> says so.</param>
/// <param name="Fired">Seconds from then until the last of them could be read in the journal by another process.</param>
internal sealed record RestartFigures(int Overdue, double Ready, double Fired);

/// <summary>Real tickets whose deadlines pass while the service is down, and the start after that.</summary>
/// <param name="data">What the service's <c>--data</c> takes: a database that may hold other clocks.</param>
internal static class OverdueRestart
{
    private const int PerSecond = 2_000;
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);

    public static async Task<RestartFigures> Run(string data, string folder, int tickets)
    {
        long first;
        using (var service = await MeasuredService.Start(data, folder))
        {
            await MinutePolicy.Publish(service);
            first = await Breaches.Head(data);
            await new SteadyIntake(seed: 20).Send(service, PerSecond, TimeSpan.FromSeconds((double)tickets / PerSecond));
        }
        await Task.Delay(MinutePolicy.Budget + Afterwards);
        using var breaches = new Breaches(data, first);
        var overdue = await OpenedAfter(data, first);
        overdue.ExceptWith(await breaches.More());
        var started = Stopwatch.GetTimestamp();
        using var again = await MeasuredService.Start(data, folder);
        await breaches.Wait(overdue.Count, overdue);
        return new(overdue.Count, again.ReadyAfter.TotalSeconds, (Stopwatch.GetElapsedTime(started) - again.ReadyAfter).TotalSeconds);
    }

    private static async Task<HashSet<string>> OpenedAfter(string data, long seq)
    {
        await using var connection = DataOf.OpenToRead(data);
        return [.. await connection.QueryAsync<string>("select entity_id from event where seq > @seq and kind = 'ticket-opened.v1'", new { seq })];
    }
}
