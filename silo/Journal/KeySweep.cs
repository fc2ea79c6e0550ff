using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Journal;

/// <summary>Sweeps expired idempotency keys every hour, in small pieces with pauses, so that commits hardly wait.</summary>
public sealed partial class KeySweep(IKeySweeper keys, TimeProvider time, ILogger<KeySweep> log)
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
                await Task.Delay(Every, time, cancellationToken);
                while (await keys.Sweep(time.GetUtcNow(), cancellationToken) > 0)
                    await Task.Delay(Pause, time, cancellationToken);
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

    [LoggerMessage(LogLevel.Warning, "Expired keys could not be swept; the next sweep takes them.")]
    private partial void LogFailure(Exception failure);
}
