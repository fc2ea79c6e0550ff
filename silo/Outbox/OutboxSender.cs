using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Outbox;

/// <summary>Sends what commits left in the outbox: at least once, each channel by itself, a failing message ever more rarely.</summary>
public sealed partial class OutboxSender(IOutbox outbox, IEnumerable<IOutboxChannel> channels, TimeProvider time, ILogger<OutboxSender> log)
{
    private const int BatchSize = 200;
    private const string Sent = "sent";
    private static readonly Meter Meter = new("Dispatch.Outbox");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "dispatch.outbox.messages", description: "Attempts to send a message out of the journal, by channel and outcome: sent, failed, untaken (nobody to take it), unregistered (no such channel here).");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);
    private readonly Dictionary<string, IOutboxChannel> byName = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    /// <summary>Sends until cancelled; an outage of the database only delays it.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDue(cancellationToken) < BatchSize)
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

    /// <summary>Sends one batch of what is due and returns how many messages it held.</summary>
    public async Task<int> SendDue(CancellationToken cancellationToken = default)
    {
        var due = await outbox.Take(time.GetUtcNow(), BatchSize, cancellationToken);
        if (due.Count is 0)
            return 0;
        var arrived = new List<string>();
        var putOff = new List<PutOff>();
        foreach (var message in due)
        {
            if (await Send(message, cancellationToken))
                arrived.Add(message.Id);
            else
                putOff.Add(new(message.Id, time.GetUtcNow() + Backoff(message.Attempts)));
        }
        await outbox.Settle(arrived, putOff, cancellationToken);
        return due.Count;
    }

    private async Task<bool> Send(DueMessage message, CancellationToken cancellationToken)
    {
        // A message for a channel that nobody has set up here is kept for whoever will: doctor and metrics tell of it.
        if (!byName.TryGetValue(message.Channel, out var channel))
            return Count(message, "unregistered");
        try
        {
            return Count(message, await channel.Send(message, cancellationToken) ? Sent : "untaken");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(failure, message.Id, message.Channel, message.Attempts + 1);
            return Count(message, "failed");
        }
    }

    private static bool Count(DueMessage message, string outcome)
    {
        Messages.Add(1, new("channel", message.Channel), new("outcome", outcome));
        return outcome is Sent;
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
