using System.Threading.Channels;
using Dispatch.Silo.Notices;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Silo.Feed;

/// <summary>Hears of the commits and the notices of all processes through NOTIFY, on a connection of its own.</summary>
public sealed class PostgresListener(NpgsqlDataSource source, ChangeFeed feed, NoticeNews notices, TimeProvider time, ILogger<PostgresListener> log)
{
    /// <summary>Listens until cancelled; a lost connection is opened again.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Listen(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "The connection that listens for commits broke and will be opened again.");
                await Task.Delay(TimeSpan.FromSeconds(1), time.OfMachine(), CancellationToken.None);
            }
        }
    }

    private async Task Listen(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var calls = Channel.CreateUnbounded<string>();
        connection.Notification += (_, heard) =>
        {
            if (heard.Channel == NoticeNews.Channel)
                calls.Writer.TryWrite(heard.Payload);
            else
                feed.Pulse();
        };
        await using (var listen = new NpgsqlCommand(notices.IsWanted ? $"listen dispatch_journal; listen {NoticeNews.Channel}" : "listen dispatch_journal", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        feed.Pulse(); // for what was committed before anybody listened
        // Notices are read beside the waiting, so that a slow console delays no board.
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (telling, waiting) = (Tell(calls.Reader, broken.Token), Wait(connection, broken.Token));
        await Task.WhenAny(telling, waiting);
        await broken.CancelAsync();
        await Task.WhenAll(telling, waiting);
    }

    private static async Task Wait(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (true)
            await connection.WaitAsync(cancellationToken);
    }

    private async Task Tell(ChannelReader<string> calls, CancellationToken cancellationToken)
    {
        if (notices.IsWanted)
            await notices.Resume(cancellationToken);
        await foreach (var call in calls.ReadAllAsync(cancellationToken))
            await notices.Heard(call, cancellationToken);
    }
}
