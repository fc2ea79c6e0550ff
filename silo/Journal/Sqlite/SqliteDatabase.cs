using System.Collections.Concurrent;
using System.Data.Common;
using Dispatch.Conditions;
using Dispatch.Silo.Lists;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Dispatch.Silo.Journal;

/// <summary>One SQLite database: a single connection that writes and pooled ones that read. An in-memory database has one connection for both.</summary>
public sealed class SqliteDatabase : IReadConnections, IDisposable
{
    /// <summary>From so many pages of 4 KB on the write-ahead log is to begin anew.</summary>
    internal const int LongLog = 32_000;

    /// <summary>From so many on the writer copies them itself after each commit: the last resort, where <see cref="WalCheckpoints"/> cannot keep up.</summary>
    private const int LongestLog = 3 * LongLog;

    private readonly string connectionString;
    private readonly bool inMemory;
    private readonly ConcurrentBag<SqliteSession> readers = [];
    private readonly SqliteSession writer;
    // Closed last: the system drops a process's locks on a file with the first handle to it that closes.
    private readonly SafeFileHandle? file;
    // Held while writing, and in memory also while reading.
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile bool disposed;

    /// <summary>Opens the database, creates it when missing, and migrates it.</summary>
    /// <param name="connectionString">Such as <c>Data Source=dispatch.db</c>, or <c>Data Source=:memory:</c>.</param>
    public SqliteDatabase(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        inMemory = builder.Mode == SqliteOpenMode.Memory || builder.DataSource is ":memory:" or "";
        this.connectionString = builder.ToString();
        writer = Open($"""
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma busy_timeout = 10000;
            pragma cache_size = -65536;
            pragma wal_autocheckpoint = {LongestLog};
            pragma journal_size_limit = {LongestLog * 4096};
            pragma temp_store = memory;
            """);
        Migrate();
        if (!inMemory)
            file = File.OpenHandle(builder.DataSource, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    /// <inheritdoc />
    public SqlDialect Dialect => SqlDialect.Sqlite;

    /// <inheritdoc />
    public async Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken = default)
    {
        if (inMemory)
            await gate.WaitAsync(cancellationToken);
        var session = inMemory ? writer : Rent();
        try
        {
            return await query(session.Connection);
        }
        finally
        {
            if (inMemory)
                gate.Release();
            else
                Return(session);
        }
    }

    /// <summary>Runs work that writes; callers outside the journal's writer go through <see cref="GroupCommit.Run"/>.</summary>
    internal T Write<T>(Func<SqliteSession, T> work)
    {
        gate.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return work(writer);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Runs work that writes in one transaction.</summary>
    internal T WriteTransaction<T>(Func<SqliteSession, T> work) => Write(session =>
    {
        session.Prepare("begin immediate").Run();
        try
        {
            var result = work(session);
            session.Prepare("commit").Run();
            return result;
        }
        catch
        {
            RollBack(session);
            throw;
        }
    });

    /// <summary>Runs a query on a connection of its own.</summary>
    internal T Read<T>(Func<SqliteSession, T> query)
    {
        if (inMemory)
            return Write(query);
        var session = Rent();
        try
        {
            return query(session);
        }
        finally
        {
            Return(session);
        }
    }

    /// <summary>Runs a query of many statements on one view of the database. Each statement alone would look for what was written meanwhile, and throw away its pages.</summary>
    internal T ReadAtOnce<T>(Func<SqliteSession, T> query) => Read(session =>
    {
        session.Prepare("begin").Run();
        try
        {
            return query(session);
        }
        finally
        {
            session.Prepare("commit").Run();
        }
    });

    /// <summary>Copies what the write-ahead log holds into the database as far as that goes without waiting for anybody.</summary>
    /// <returns>Pages in the log, those that are copied included.</returns>
    internal int Checkpoint() => Read(CopyLog);

    /// <summary>The same, and waits until it is on the disk. SQLite itself waits for that only at the end of the log, and commits with it.</summary>
    /// <returns>Pages in the log.</returns>
    internal int CheckpointToDisk()
    {
        var pages = Checkpoint();
        if (file is not null)
            RandomAccess.FlushToDisk(file);
        return pages;
    }

    /// <summary>Copies the rest while nobody commits. If that is all, and nobody reads an older state, the next commit begins the log anew.</summary>
    /// <returns>Pages in the log.</returns>
    internal int FinishCheckpoint() => Write(CopyLog);

    /// <summary>Closes every connection.</summary>
    public void Dispose()
    {
        gate.Wait();
        disposed = true;
        gate.Release();
        writer.Dispose();
        while (readers.TryTake(out var reader))
            reader.Dispose();
        file?.Dispose();
    }

    private static int CopyLog(SqliteSession session) => session.Prepare("pragma wal_checkpoint(passive)").First(static row => (int)row.Number(1));

    private SqliteSession Rent()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return readers.TryTake(out var session) ? session : Open("pragma query_only = 1; pragma busy_timeout = 10000; pragma cache_size = -16384;");
    }

    private void Return(SqliteSession session)
    {
        if (disposed)
            session.Dispose();
        else
            readers.Add(session);
    }

    private SqliteSession Open(string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
        return new(connection);
    }

    private static void RollBack(SqliteSession session)
    {
        try
        {
            session.Prepare("rollback").Run();
        }
        catch (SqliteException)
        {
            // SQLite rolled back by itself, as it does when the disk is full.
        }
    }

    private void Migrate()
    {
        Execute(writer, "create table if not exists migration (number integer not null primary key, name text not null)");
        WriteTransaction(session =>
        {
            var applied = session.Prepare("select max(number) from migration").First(row => (int)row.Number(0));
            foreach (var migration in Migrations.After("Sqlite", applied))
            {
                Execute(session, migration.Sql);
                session.Prepare("insert into migration values (?, ?)").Bind(migration.Number).Bind(migration.Name).Run();
            }
            return true;
        });
    }

    private static void Execute(SqliteSession session, string sql)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
