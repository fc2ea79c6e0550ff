using System.Data;
using System.Globalization;
using Dispatch.Silo.Journal;
using Npgsql;

namespace Dispatch.Silo.Cluster;

/// <summary>Work that one process of a cluster does at a time: whoever holds a lock of the database, which a process that dies or is cut off loses.</summary>
/// <remarks>A holder may be cut off without noticing at once, so the work itself must bear being done twice for a moment.</remarks>
public sealed class Turns(OpenedJournal opened)
{
    private const int Namespace = 0x64697370;

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    /// <summary>The server ends a turn whose holder says nothing for this long: its process is frozen or cut off.</summary>
    private static readonly TimeSpan SilentAtMost = TimeSpan.FromSeconds(10);

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

    /// <summary>Does work whenever it is this process's turn, until cancelled: a process that loses its turn stops, and waits for the next one.</summary>
    /// <param name="work">Name of the work.</param>
    /// <param name="run">The work; told by its token that the turn is over. What it throws is thrown. An outage of the database only delays it.</param>
    public async Task Keep(string work, TimeProvider time, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        if (opened.Postgres is null)
        {
            await run(cancellationToken);
            return;
        }
        while (true)
        {
            await using var held = await TakeInTheEnd(work, time, cancellationToken);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var watching = held.Watch(time, over);
            try
            {
                await run(over.Token);
                if (!over.IsCancellationRequested || cancellationToken.IsCancellationRequested)
                    return;
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // Another process has the turn by now, or soon.
            }
            finally
            {
                await over.CancelAsync();
                await watching;
            }
        }
    }

    private async Task<Held> TakeInTheEnd(string work, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return (Held)await Take(work, time, cancellationToken);
            }
            catch (NpgsqlException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(AskAgain, time.OfMachine(), cancellationToken);
            }
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
        /// <summary>Says now and then that the holder lives, and calls the work off once the turn is lost.</summary>
        public async Task Watch(TimeProvider time, CancellationTokenSource over)
        {
            try
            {
                await Execute(string.Create(CultureInfo.InvariantCulture, $"set idle_session_timeout = {SilentAtMost.TotalMilliseconds}"), over.Token);
                using var pulse = new PeriodicTimer(AskAgain, time.OfMachine());
                while (await pulse.WaitForNextTickAsync(over.Token))
                    await Execute("select 1", over.Token);
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or InvalidOperationException)
            {
                await over.CancelAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (connection is null)
                return;
            await using (connection)
            {
                try
                {
                    // A connection keeps its locks while it waits in the pool; its settings the pool resets.
                    if (connection.State is ConnectionState.Open)
                        await Execute("select pg_advisory_unlock_all()", CancellationToken.None);
                }
                catch (NpgsqlException)
                {
                    // One that broke has lost its locks.
                }
            }
        }

        private async Task Execute(string sql, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)SilentAtMost.TotalSeconds };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
