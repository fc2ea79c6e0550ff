using System.Data.Common;
using Dispatch.Conditions;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Lists;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>Lends connections of a PostgreSQL pool.</summary>
public sealed class PostgresReadConnections(NpgsqlDataSource source) : IReadConnections
{
    /// <inheritdoc />
    public SqlDialect Dialect => SqlDialect.PostgreSql;

    /// <inheritdoc />
    public async Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await query(connection);
        }
        catch (NpgsqlException failure)
        {
            throw new JournalUnavailableException($"PostgreSQL did not answer: {failure.Message}", failure);
        }
    }
}
