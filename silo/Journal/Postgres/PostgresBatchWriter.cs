using Dispatch.Grains.Journal;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>Writes batches into PostgreSQL: one call of <c>journal_append</c> each, on a connection that is kept.</summary>
/// <param name="time">Decides which idempotency keys have expired.</param>
public sealed class PostgresBatchWriter(NpgsqlDataSource source, TimeProvider time) : IBatchWriter
{
    private NpgsqlCommand? append;
    private PostgresBatch arrays = new();

    /// <inheritdoc />
    public BatchResult Write(IReadOnlyList<Commit> batch)
    {
        try
        {
            append ??= Connect();
            arrays.Fill(batch, time.GetUtcNow());
            using var reader = append.ExecuteReader();
            reader.Read();
            return new(reader.GetInt64(0), Losses(reader, batch));
        }
        catch (PostgresException refused) when (refused.SqlState[..2] is "22" or "23")
        {
            throw new RefusedBatchException(refused);
        }
        catch (Exception failure)
        {
            // Whatever it was, the next batch starts on a fresh connection.
            Dispose();
            throw new JournalUnavailableException($"PostgreSQL did not take the batch: {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        var connection = append?.Connection;
        append?.Dispose();
        connection?.Dispose();
        append = null;
    }

    private NpgsqlCommand Connect()
    {
        var connection = source.OpenConnection();
        try
        {
            arrays = new();
            var command = arrays.CreateCommand(connection);
            command.Prepare();
            return command;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static List<Loss> Losses(NpgsqlDataReader row, IReadOnlyList<Commit> batch)
    {
        var losses = new List<Loss>();
        if (row.IsDBNull(1))
            return losses;
        var lost = row.GetFieldValue<int[]>(1);
        var taken = row.IsDBNull(2) ? [] : row.GetFieldValue<int[]>(2);
        foreach (var position in lost)
        {
            var n = Array.IndexOf(taken, position);
            losses.Add(n < 0
                ? new(position - 1)
                : new(position - 1, KeyAt(batch, row.GetFieldValue<int[]>(3)[n]), new(row.GetFieldValue<string[]>(4)[n], row.GetFieldValue<string[]>(5)[n])));
        }
        return losses;
    }

    // The function counts the keys of the whole batch, from 1.
    private static IdempotencyKey KeyAt(IReadOnlyList<Commit> batch, int position) =>
        batch.SelectMany(commit => commit.Keys).ElementAt(position - 1);
}
