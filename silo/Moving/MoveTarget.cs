using System.Security.Cryptography;
using Dapper;
using Dispatch.Silo.Journal;
using Npgsql;

namespace Dispatch.Silo.Moving;

/// <summary>What a range of rows amounts to.</summary>
internal sealed record RangeSum(long Rows, byte[] Hash);

/// <summary>The PostgreSQL database to which a file moves: written range by range, each in one transaction.</summary>
internal sealed class MoveTarget : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private MoveTarget(NpgsqlConnection connection, string place, IReadOnlyList<MovedTable> tables) =>
        (this.connection, Place, Tables) = (connection, place, tables);

    /// <summary>Name of the database for people, without password.</summary>
    public string Place { get; }

    /// <summary>Its tables that the file has too.</summary>
    public IReadOnlyList<MovedTable> Tables { get; }

    /// <summary>Opens a database that is empty, or into which this very file has begun to move, and keeps other moves away from it.</summary>
    /// <param name="source">The file's own mark.</param>
    /// <param name="theirs">The file's tables.</param>
    /// <exception cref="MoveRefusedException">It cannot be reached, holds something else, or this move is complete.</exception>
    public static async Task<MoveTarget> Open(string connectionString, MoveMark source, IReadOnlyList<string> theirs, CancellationToken cancellationToken)
    {
        var connection = await TargetDoor.Connect(connectionString, cancellationToken);
        try
        {
            var place = TargetDoor.PlaceOf(connection);
            await TargetDoor.RefuseSecondMove(connection, place);
            var begun = await TargetDoor.HasBegun(connection, place, source);
            PostgresDatabase.Open(connectionString).Dispose();
            var tables = (await PostgresCatalog.Tables(connection))
                .Where(table => theirs.Contains(table.Key) && !MovedTable.LeftOut.Contains(table.Key)).Select(MovedTable.From).ToList();
            if (!begun)
                await TargetDoor.RefuseFull(connection, place, tables);
            return new(connection, place, tables);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Marks the database as one into which a file moves.</summary>
    public Task Begin(MoveMark mark) => mark.Write(connection);

    /// <summary>Sums up a range.</summary>
    public async Task<RangeSum> Sum(MovedTable table, KeyRange range, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (row, count) = (new RowBuffer(table.Columns), 0L);
        await using var command = table.Select(connection, range);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            row.Clear();
            row.Add(reader);
            hash.AppendData(row.Bytes.Span);
            count++;
        }
        return new(count, hash.GetHashAndReset());
    }

    /// <summary>Replaces a range by rows.</summary>
    /// <remarks>Where a row that was changed from outside stands in the way of one of these, everything behind goes: the pass comes there yet.</remarks>
    public async Task Replace(MovedTable table, KeyRange range, RowBuffer rows, CancellationToken cancellationToken)
    {
        try
        {
            await TryReplace(table, range, rows, cancellationToken);
        }
        catch (PostgresException conflict) when (conflict.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            await TryReplace(table, range with { UpTo = null }, rows, cancellationToken);
        }
    }

    /// <summary>Makes room for events up to a number.</summary>
    public Task MakeRoom(long head) => PostgresCatalog.AddPartitions(connection, head);

    /// <summary>Sets what is counted on from: the journal's head, and the numbers that tables give by themselves.</summary>
    public async Task SetCounters(long head)
    {
        await connection.ExecuteAsync("update journal_head set seq = @head where seq <> @head", new { head });
        await PostgresCatalog.AdvanceIdentities(connection);
    }

    /// <summary>Opens the database to the service.</summary>
    public async Task Complete(MoveMark mark)
    {
        // The first plans would else be made for empty tables; what is busy is analyzed later by the database itself.
        await connection.ExecuteAsync("analyze (skip_locked)");
        await mark.Write(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task TryReplace(MovedTable table, KeyRange range, RowBuffer rows, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var delete = table.Delete(connection, range))
            await delete.ExecuteNonQueryAsync(cancellationToken);
        if (rows.Count > 0)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table.Quoted} ({table.ColumnList}) from stdin (format binary)", cancellationToken);
            foreach (var part in new[] { RowBuffer.Header, rows.Bytes, RowBuffer.Trailer })
                await copy.WriteAsync(part, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
    }
}
