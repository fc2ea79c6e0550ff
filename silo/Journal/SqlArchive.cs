using System.Data.Common;
using Dapper;
using Dispatch.Conditions;
using Dispatch.Silo.Lists;

namespace Dispatch.Silo.Journal;

/// <summary>Moves the state of tickets that ended long ago into the archive table. Lists, history and reading go on as before; whoever changes such a ticket brings it back.</summary>
public sealed class SqlArchive(IReadConnections reads, IWriteConnections writes) : ISweeper
{
    /// <summary>How long after its end a ticket moves.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(90);

    private const int AtOnce = 500;

    private const string Columns = "id, kind, org, version, shape, wake_at, state";

    // What still waits for something is not over, whenever it ended.
    private const string Ended = """
        wake_at is null and id in (select 'ticket/' || id from ticket_row where closed_at > @from and closed_at <= @upTo)
        """;

    /// <summary>Moves some tickets whose time has come.</summary>
    /// <returns>How many tickets were looked at.</returns>
    public Task<int> Sweep(DateTimeOffset now, CancellationToken cancellationToken = default) => writes.Write(async connection =>
    {
        if (reads.Dialect is SqlDialect.PostgreSql)
            // Appends wait for the move, so that neither waits for a row of the other.
            await connection.ExecuteAsync("select seq from journal_head for update");
        var from = await connection.ExecuteScalarAsync<long>("select closed_at from archive_position");
        var due = (await connection.QueryAsync<long>(
            "select closed_at from ticket_row where closed_at > @from and closed_at <= @until order by closed_at limit @AtOnce",
            new { from, until = (now - After).ToUnixTimeMilliseconds(), AtOnce })).ToList();
        if (due is [.., var upTo])
        {
            await Move(connection, new { from, upTo });
            await connection.ExecuteAsync("update archive_position set closed_at = @upTo", new { upTo });
        }
        return due.Count;
    }, cancellationToken);

    private async Task Move(DbConnection connection, object range)
    {
        if (reads.Dialect is SqlDialect.PostgreSql)
        {
            await connection.ExecuteAsync(
                $"with moved as (delete from entity where {Ended} returning {Columns}) insert into archived_entity ({Columns}) select {Columns} from moved", range);
            return;
        }
        await connection.ExecuteAsync($"insert into archived_entity ({Columns}) select {Columns} from entity where {Ended}", range);
        await connection.ExecuteAsync($"delete from entity where {Ended}", range);
    }
}
