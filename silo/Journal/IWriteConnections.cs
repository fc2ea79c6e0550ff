using System.Data.Common;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>Lends connections to what writes beside the journal: each work is one transaction.</summary>
public interface IWriteConnections
{
    /// <summary>Runs work that writes, in one transaction or not at all.</summary>
    Task<T> Write<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken = default);
}

/// <summary>Writes to SQLite between two batches of the journal, on its writer's connection.</summary>
public sealed class SqliteWriteConnections(SqliteDatabase database, GroupCommit commits) : IWriteConnections
{
    /// <inheritdoc />
    public async Task<T> Write<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = default(T)!;
        // The driver works on the calling thread: the task is complete when it returns.
        await commits.Run(() => result = database.WriteTransaction(session => work(session.Connection).GetAwaiter().GetResult()));
        return result;
    }
}

/// <summary>Writes to PostgreSQL on a connection of its own.</summary>
public sealed class PostgresWriteConnections(NpgsqlDataSource source) : IWriteConnections
{
    /// <inheritdoc />
    public async Task<T> Write<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(connection);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
