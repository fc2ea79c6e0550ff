using System.Diagnostics;
using System.Globalization;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>One start.</summary>
/// <param name="Ready">Seconds from the start of the process until <c>/readyz</c> says so.</param>
/// <param name="Board">Seconds until a wallboard has its snapshot.</param>
/// <param name="AtReady">Peak of resident memory when ready, MB.</param>
/// <param name="Peak">Peak of resident memory until the end of the look, MB.</param>
internal sealed record StartFigures(double Ready, double Board, double AtReady, double Peak);

/// <summary>The service's own process from start to ready.</summary>
internal static class StartBench
{
    /// <summary>How long the service is looked at once it is ready: what fell due is caught up, queues are given out.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    public static async Task<StartFigures> Run(string data, string folder)
    {
        var watch = Stopwatch.StartNew();
        using var service = new ServiceProcess(data, folder, "--log-level", "error");
        await service.Start();
        var (ready, atReady) = (watch.Elapsed, Peak(service.Id));
        using var client = await ServiceClient.SignIn(service);
        await Snapshot(service.Address, client.Token);
        var board = watch.Elapsed;
        await Task.Delay(Look);
        var figures = new StartFigures(ready.TotalSeconds, board.TotalSeconds, atReady, Peak(service.Id));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{data}: {figures}"));
        await service.Terminate();
        return figures;
    }

    private static async Task Snapshot(Uri address, string token)
    {
        var shown = new TaskCompletionSource();
        using var ending = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var board = await BoardConnection.Open(address, token, ending.Token);
        var arrivals = new BoardArrivals(TimeProvider.System);
        var reading = board.Read(
            message =>
            {
                arrivals.Arrived(0, message);
                if (arrivals.Shown > 0)
                    shown.TrySetResult();
            },
            ending.Token);
        if (await Task.WhenAny(shown.Task, reading) == reading)
            await reading;
        await ending.CancelAsync();
        await reading.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private static double Peak(int process) => ProcessMemory.Of(process, "VmHWM") / (1024 * 1024);
}
