using Dapper;
using Dispatch.Silo.Lists;
using Npgsql;

namespace Dispatch.Silo.Search;

/// <summary>The search index in PostgreSQL: tokens as a <c>tsvector</c> that no parser of the database has touched.</summary>
public sealed class PostgresSearchIndex(NpgsqlDataSource source, IReadConnections connections) : ISearchIndex
{
    // Any number will do that no other lock of the database has.
    private const long WriteLock = 0x64697372;

    /// <inheritdoc />
    public Task<long> Position(CancellationToken cancellationToken = default) => connections.Read(
        connection => connection.QuerySingleOrDefaultAsync<long>("select seq from feed_position where reader = 'search'"), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, string>> Fingerprints(
        IReadOnlyCollection<string> tickets, CancellationToken cancellationToken = default) =>
        connections.Read<IReadOnlyDictionary<string, string>>(async connection =>
        {
            var found = await connection.QueryAsync<(string Ticket, string Fingerprint)>(
                "select ticket, fingerprint from search where ticket = any(@tickets)", new { tickets = tickets.ToArray() });
            return found.ToDictionary(row => row.Ticket, row => row.Fingerprint, StringComparer.Ordinal);
        }, cancellationToken);

    /// <inheritdoc />
    public async Task Write(Func<Task<IReadOnlyList<SearchDocument>>> read, long? position, CancellationToken cancellationToken = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var alone = new NpgsqlCommand($"select pg_advisory_xact_lock({WriteLock})", connection))
            await alone.ExecuteNonQueryAsync(cancellationToken);
        var documents = await read();
        await using var batch = new NpgsqlBatch(connection);
        if (documents.Count > 0)
            batch.BatchCommands.Add(new(
                """
                insert into search (ticket, fingerprint, tokens)
                select d.ticket, d.fingerprint, array_to_tsvector(string_to_array(d.tokens, ' ')) from unnest($1, $2, $3) as d (ticket, fingerprint, tokens)
                on conflict (ticket) do update set fingerprint = excluded.fingerprint, tokens = excluded.tokens
                """)
            {
                Parameters =
                {
                    new() { Value = documents.Select(document => document.Ticket).ToArray() },
                    new() { Value = documents.Select(document => document.Fingerprint).ToArray() },
                    // Arrays of one statement have one length each, so a document's tokens go as a text; none holds a blank.
                    new() { Value = documents.Select(document => string.Join(' ', document.Tokens)).ToArray() },
                },
            });
        if (position is { } seq)
            batch.BatchCommands.Add(new(
                "insert into feed_position (reader, seq) values ('search', $1) on conflict (reader) do update set seq = excluded.seq")
            {
                Parameters = { new() { Value = seq } },
            });
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
