using Dispatch.Api.World;

namespace Dispatch.Api.Board;

/// <summary>Sends deltas soon after a change and at most ten times a second, and a heartbeat every two seconds.</summary>
public sealed partial class BoardPublisher(
    BoardPicture picture, BoardConnections connections, EngineerViews engineers, TimeProvider time, ILogger<BoardPublisher> log) : BackgroundService
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var machine = time.OfMachine();
        using var timer = new PeriodicTimer(Spacing, machine);
        var beatAt = machine.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                connections.Publish(picture, engineers);
                if (machine.GetElapsedTime(beatAt) < HeartbeatEvery)
                    continue;
                beatAt = machine.GetTimestamp();
                connections.Beat(picture);
            }
            catch (Exception fault)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Boards could not be told of the latest changes.")]
    private partial void LogFault(Exception exception);
}
