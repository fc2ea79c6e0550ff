using System.Diagnostics;
using System.Globalization;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using Npgsql;

namespace Dispatch.Bench;

/// <summary>What one way of storing did.</summary>
/// <param name="Writes">Tickets stored per second, each caller waiting until his own is durable.</param>
/// <param name="Commits">Transactions per second.</param>
/// <param name="Wal">Bytes of write-ahead log per ticket.</param>
internal sealed record StorageFigures(double Writes, double Commits, double Wal);

/// <summary>The journal and Orleans's own grain storage under the same callers, in turn, each on a new database of the same PostgreSQL server.</summary>
internal sealed class StorageBench(PostgresServer server, int tickets, int callers)
{
    // The server's counters are complete a moment after the connections are gone.
    private static readonly TimeSpan Counted = TimeSpan.FromSeconds(1.5);

    /// <summary>All that a ticket's intake writes: three events, snapshot, list row, key.</summary>
    public Task<StorageFigures> Journal() => Journal(Workload.Ticket);

    /// <summary>As little as the journal can write of a ticket: one small event and the snapshot.</summary>
    public Task<StorageFigures> SnapshotInJournal() => Journal(n => Workload.Ticket(n) with { Events = [Workload.SmallEvent(n)], Keys = [], Row = null, WakeAt = null });

    /// <summary>The snapshot alone, through Orleans's grain storage.</summary>
    /// <param name="connections">Connections to the database at most.</param>
    public async Task<StorageFigures> Orleans(int connections)
    {
        var data = server.CreateDatabase();
        var opened = await OrleansStorage.Open(data, connections);
        return await Measure(data, opened.Write, () => opened.DisposeAsync());
    }

    private async Task<StorageFigures> Journal(Func<int, Commit> ticket)
    {
        var data = server.CreateDatabase();
        var opened = OpenedJournal.Open(new(data), TimeProvider.System);
        return await Measure(data, n => opened.Journal.Append(ticket(n)), () =>
        {
            opened.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    // Half as many before, so that nothing is measured cold.
    private async Task<StorageFigures> Measure(string data, Func<int, Task> write, Func<ValueTask> close)
    {
        var warm = tickets / 2;
        await JournalRun.Each(0, warm, callers, write);
        var (wal, watch) = (await Ask<decimal>("select pg_current_wal_lsn() - '0/0'"), Stopwatch.StartNew());
        await JournalRun.Each(warm, warm + tickets, callers, write);
        var elapsed = watch.Elapsed;
        var written = await Ask<decimal>("select pg_current_wal_lsn() - '0/0'") - wal;
        await close();
        await Task.Delay(Counted);
        // All commits of the database, those before the clock ran included, over all its tickets.
        var commits = await Ask<long>(string.Create(CultureInfo.InvariantCulture,
            $"select xact_commit from pg_stat_database where datname = '{new NpgsqlConnectionStringBuilder(data).Database}'"));
        return new(tickets / elapsed.TotalSeconds, (double)commits / (warm + tickets) * tickets / elapsed.TotalSeconds, (double)written / tickets);
    }

    private async Task<T> Ask<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.Maintenance);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
