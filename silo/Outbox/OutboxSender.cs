using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Outbox;

/// <summary>Sends what commits left in the outbox: at least once, each channel by itself, a failing message ever more rarely.</summary>
public sealed partial class OutboxSender(IOutbox outbox, IEnumerable<IOutboxChannel> channels, TimeProvider time, ILogger<OutboxSender> log)
{
    private const int BatchSize = 200;
    private static readonly Meter Meter = new("Dispatch.Outbox");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "dispatch.outbox.messages", description: "Attempts to send a message out of the journal, by channel and outcome: sent, withdrawn (no longer so), deferred (not time yet), untaken (nobody to take it), failed.");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);
    private readonly IOutboxChannel[] channels = [.. channels];

    /// <summary>Sends until cancelled; an outage of the database only delays it. No channel waits for another.</summary>
    /// <remarks>A message for a channel that nobody has set up here is kept for whoever will: doctor tells of it.</remarks>
    public Task Run(CancellationToken cancellationToken) => Task.WhenAll(channels.Select(channel => Run(channel, cancellationToken)));

    /// <summary>Sends one batch of what is due in each channel and returns how many messages it held.</summary>
    public async Task<int> SendDue(CancellationToken cancellationToken = default)
    {
        var count = 0;
        foreach (var channel in channels)
            count += await SendDue(channel, cancellationToken);
        return count;
    }

    private async Task Run(IOutboxChannel channel, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDue(channel, cancellationToken) < BatchOf(channel))
                    await Task.Delay(Pause, time.OfMachine(), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogOutage(failure);
                await Task.Delay(Pause, time.OfMachine(), CancellationToken.None);
            }
        }
    }

    /// <summary>What goes out at once is taken at once, so that slow receivers are done before others get the rest.</summary>
    private static int BatchOf(IOutboxChannel channel) => channel.AtOnce is 1 ? BatchSize : channel.AtOnce;

    private async Task<int> SendDue(IOutboxChannel channel, CancellationToken cancellationToken)
    {
        var due = await outbox.Take(channel.Name, time.GetUtcNow(), BatchOf(channel), cancellationToken);
        if (due.Count is 0)
            return 0;
        var done = new List<string>();
        var putOff = new List<PutOff>();
        foreach (var some in due.Chunk(channel.AtOnce))
            foreach (var (message, delivery) in some.Zip(await Task.WhenAll(some.Select(message => Send(channel, message, cancellationToken)))))
            {
                if (delivery.IsDone)
                    done.Add(message.Id);
                else
                    putOff.Add(new(message.Id, delivery.Until ?? time.GetUtcNow() + Backoff(message.Attempts), InVain: delivery.Until is null));
            }
        await outbox.Settle(done, putOff, cancellationToken);
        return due.Count;
    }

    private async Task<Delivery> Send(IOutboxChannel channel, DueMessage message, CancellationToken cancellationToken)
    {
        var delivery = Delivery.Failed;
        try
        {
            delivery = await channel.Send(message, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(failure, message.Id, message.Channel, message.Attempts + 1);
        }
        Messages.Add(1, new("channel", message.Channel), new("outcome", delivery.Outcome));
        return delivery;
    }

    private TimeSpan Backoff(int attempts)
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(attempts, 20));
        return time.WhileMachineWaits(wait < LongestRetry ? wait : LongestRetry);
    }

    [LoggerMessage(LogLevel.Warning, "Message {Message} did not leave by {Channel} (attempt {Attempt}) and will be tried again.")]
    private partial void LogFailure(Exception failure, string message, string channel, int attempt);

    [LoggerMessage(LogLevel.Warning, "The outbox could not be read or written and will be tried again.")]
    private partial void LogOutage(Exception failure);
}
