using Npgsql;

namespace Dispatch.Silo.Outbox;

/// <summary>The outbox in PostgreSQL.</summary>
public sealed class PostgresOutbox(NpgsqlDataSource source) : IOutbox
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task<IReadOnlyList<DueMessage>> Take(string channel, DateTimeOffset now, int limit, CancellationToken cancellationToken = default)
    {
        await using var command = source.CreateCommand(
            """
            update outbox o set not_before = $2
            from (select id, not_before from outbox where channel = $4 and not_before <= $1 order by not_before, id limit $3 for update skip locked) due
            where o.id = due.id
            returning o.id, o.entity_id, o.channel, o.attempts, o.body, due.not_before
            """);
        command.Parameters.Add(new() { Value = now.ToUnixTimeMilliseconds() });
        command.Parameters.Add(new() { Value = (now + Claim).ToUnixTimeMilliseconds() });
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = channel });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var messages = new List<(long Due, DueMessage Message)>();
        while (await reader.ReadAsync(cancellationToken))
            messages.Add((reader.GetInt64(5), new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetFieldValue<byte[]>(4))));
        return [.. messages.OrderBy(taken => taken.Due).ThenBy(taken => taken.Message.Id, StringComparer.Ordinal).Select(taken => taken.Message)];
    }

    /// <inheritdoc />
    public async Task Settle(IReadOnlyList<string> done, IReadOnlyList<PutOff> putOff, CancellationToken cancellationToken = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("delete from outbox where id = any($1)") { Parameters = { new() { Value = done.ToArray() } } },
                new(
                    """
                    update outbox o set not_before = later.until, attempts = o.attempts + later.in_vain
                    from unnest($1, $2, $3) as later (id, until, in_vain) where o.id = later.id
                    """)
                {
                    Parameters =
                    {
                        new() { Value = putOff.Select(later => later.Id).ToArray() },
                        new() { Value = putOff.Select(later => later.Until.ToUnixTimeMilliseconds()).ToArray() },
                        new() { Value = putOff.Select(later => later.InVain ? 1 : 0).ToArray() },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
