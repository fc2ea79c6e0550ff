using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>Deletes expired keys a few thousand at a time, past those that another process is deleting.</summary>
public sealed class PostgresKeySweeper(NpgsqlDataSource source) : ISweeper
{
    /// <inheritdoc />
    public async Task<int> Sweep(DateTimeOffset expired, CancellationToken cancellationToken = default)
    {
        await using var command = source.CreateCommand(
            """
            delete from idempotency_key where (scope, key) in (
                select scope, key from idempotency_key where expires_at <= $1 limit 5000 for update skip locked)
            """);
        command.Parameters.Add(new() { Value = expired.ToUnixTimeMilliseconds() });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
