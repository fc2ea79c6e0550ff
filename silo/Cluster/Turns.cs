using Dispatch.Silo.Journal;
using Npgsql;

namespace Dispatch.Silo.Cluster;

/// <summary>Work that one process of a cluster does at a time: whoever holds a lock of the database, which a process that dies or is cut off loses.</summary>
/// <remarks>A holder may be cut off without noticing at once, so the work itself must bear being done twice for a moment.</remarks>
public sealed class Turns(OpenedJournal opened)
{
    private const int Namespace = 0x64697370;

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    /// <summary>Waits for the turn and keeps it until disposed.</summary>
    /// <param name="work">Name of the work.</param>
    public async Task<IAsyncDisposable> Take(string work, TimeProvider time, CancellationToken cancellationToken)
    {
        if (opened.Postgres is not { } source)
            return new Held(null);
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            while (!await Try(connection, work, cancellationToken))
                await Task.Delay(AskAgain, time.OfMachine(), cancellationToken);
            return new Held(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> Try(NpgsqlConnection connection, string work, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1, hashtext($2))", connection)
        {
            Parameters = { new() { Value = Namespace }, new() { Value = work } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private sealed class Held(NpgsqlConnection? connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (connection is null)
                return;
            // A connection keeps its locks while it waits in the pool.
            await using (connection)
            await using (var release = new NpgsqlCommand("select pg_advisory_unlock_all()", connection))
                await release.ExecuteNonQueryAsync();
        }
    }
}
