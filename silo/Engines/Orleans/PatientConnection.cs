using Dispatch.Silo.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Dispatch.Silo.Engines;

/// <summary>An API host that starts before any silo waits for one, and says so.</summary>
internal sealed partial class PatientConnection(TimeProvider time, ILogger<PatientConnection> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int SayEvery = 10;
    private int tries;

    /// <inheritdoc />
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (tries++ % SayEvery is 0)
            LogWaiting(exception.Message);
        await Task.Delay(Pause, time.OfMachine(), cancellationToken);
        return !cancellationToken.IsCancellationRequested;
    }

    [LoggerMessage(LogLevel.Warning, "No silo answers yet ({Reason}). Start one with the same --data and --cluster: dispatch --role silo. Trying again every second.")]
    private partial void LogWaiting(string reason);
}
