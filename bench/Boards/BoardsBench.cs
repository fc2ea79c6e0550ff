using System.Globalization;
using Dispatch.Bench.Stored;

namespace Dispatch.Bench;

/// <summary>What so many boards saw.</summary>
/// <param name="Rate">Events a second in the journal.</param>
/// <param name="Kilobytes">Size of a delta.</param>
/// <param name="Cores">Processors that the service used.</param>
internal sealed record BoardsFigures(
    int Boards, double Rate, double DeltasPerSecond, double Kilobytes, double P50, double P99, double Max, double Cores, double GeneratorCores);

/// <summary>From commit to browser: boards that are connected to the real service while commands come in.</summary>
internal static class BoardsBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Measures one number of boards on a service of its own.</summary>
    public static async Task<BoardsFigures> Run(string data, string folder, int boards, int commandsPerSecond, TimeSpan span)
    {
        using var service = await MeasuredService.Start(data, folder);
        var commands = new CommandStream(service.Client, seed: boards);
        await commands.Begin();
        using var ending = new CancellationTokenSource();
        var arrivals = new BoardArrivals(TimeProvider.System);
        var connected = await Task.WhenAll(Enumerable.Range(0, boards).Select(_ => BoardConnection.Open(service.Address, service.Client.Token, ending.Token)));
        var reading = connected.Select((board, n) => Task.Run(() => board.Read(message => arrivals.Arrived(n, message), ending.Token))).ToList();
        for (var waited = TimeSpan.Zero; arrivals.Shown < boards; waited += TimeSpan.FromMilliseconds(100))
        {
            if (waited > Patience)
                throw new InvalidOperationException($"{arrivals.Shown} of {boards} boards have a snapshot after {Patience}.");
            await Task.Delay(100);
        }
        using var working = new CancellationTokenSource();
        var work = Task.Run(() => commands.Run(commandsPerSecond, working.Token));
        await Task.Delay(WarmUp);

        var (head, used, own, started) = (await Head(data), service.Used, Environment.CpuUsage.TotalTime, TimeProvider.System.GetTimestamp());
        arrivals.Count(on: true);
        await Task.Delay(span);
        arrivals.Count(on: false);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var (events, cores, generator) = (await Head(data) - head, (service.Used - used) / elapsed, (Environment.CpuUsage.TotalTime - own) / elapsed);

        await working.CancelAsync();
        await work;
        await ending.CancelAsync();
        foreach (var board in reading)
            await board.ContinueWith(static _ => { }, TaskScheduler.Default);
        foreach (var board in connected)
            board.Dispose();
        if (commands.Refusals.FirstOrDefault(refusal => !refusal.Contains("ticket-not-open", StringComparison.Ordinal)) is { } refused)
            throw new InvalidOperationException($"A command was refused: {refused}");
        return Figures(arrivals, boards, events / elapsed.TotalSeconds, elapsed, cores, generator);
    }

    private static BoardsFigures Figures(BoardArrivals arrivals, int boards, double rate, TimeSpan elapsed, double cores, double generator)
    {
        var latencies = arrivals.Latencies();
        double Quantile(double part) => latencies[(int)Math.Min(latencies.Length - 1, latencies.Length * part)];
        var figures = new BoardsFigures(
            boards, rate, arrivals.Deltas / elapsed.TotalSeconds, arrivals.Bytes / 1024.0 / Math.Max(1, arrivals.Deltas),
            Quantile(0.5), Quantile(0.99), latencies[^1], cores, generator);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures}, {latencies.Length:N0} arrivals"));
        return figures;
    }

    private static async Task<long> Head(string data)
    {
        using var opened = StoredDatabases.Open(data);
        return await opened.Journal.Head();
    }
}
