using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Journal;

/// <summary>Sweeps what has expired every hour, in small pieces with pauses, so that commits hardly wait.</summary>
public sealed partial class Sweeping(IEnumerable<ISweeper> sweepers, TimeProvider time, ILogger<Sweeping> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Sweeps until cancelled.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, time.OfMachine(), cancellationToken);
                foreach (var sweeper in sweepers)
                    while (await sweeper.Sweep(time.GetUtcNow(), cancellationToken) > 0)
                        await Task.Delay(Pause, time.OfMachine(), cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailure(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "What has expired could not be swept; the next sweep takes it.")]
    private partial void LogFailure(Exception failure);
}
