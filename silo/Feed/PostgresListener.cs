using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Silo.Feed;

/// <summary>Hears of the commits of all processes through NOTIFY, on a connection of its own.</summary>
public sealed class PostgresListener(NpgsqlDataSource source, ChangeFeed feed, TimeProvider time, ILogger<PostgresListener> log)
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
        connection.Notification += (_, _) => feed.Pulse();
        await using (var listen = new NpgsqlCommand("listen dispatch_journal", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        feed.Pulse(); // for what was committed before anybody listened
        while (true)
            await connection.WaitAsync(cancellationToken);
    }
}
