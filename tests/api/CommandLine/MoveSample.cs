using Dapper;
using Dispatch.Api.CommandLine;
using Dispatch.Api.Hosting;
using Dispatch.Tests.Shared;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Tests.Api.CommandLine;

/// <summary>A SQLite file to move, and the PostgreSQL database to move it to.</summary>
internal sealed class MoveSample : IDisposable
{
    /// <summary>More rows than a move compares at once.</summary>
    public const int Texts = 12_000;

    private readonly TemporaryFolder folder = new();

    private MoveSample() => File = folder.File("one.db");

    /// <summary>Path of the SQLite file.</summary>
    public string File { get; }

    /// <summary>Connection string of the target.</summary>
    public string Target { get; init; } = PostgresServer.Shared.CreateDatabase();

    /// <summary>The demo company with Baltimore's tickets, one of them archived, notices, an outbox, and many texts.</summary>
    public static async Task<MoveSample> Create()
    {
        var sample = new MoveSample();
        System.IO.File.Copy(await ImportedSample.Sqlite, sample.File);
        sample.Change($$"""
            insert into notice (id, principal, cause, message, ticket, at, body) values (7, 'li.na', 'ticket/a@3', 'm1', 'a', 1000, '{}');
            insert into notice (id, principal, cause, message, ticket, at, body, read_at) values (90, 'li.na', 'ticket/a@4', 'm2', 'a', 2000, '{"说":"退货"}', 3000);
            insert into outbox (id, entity_id, channel, not_before, body, attempts) values ('ticket/a@4/x', 'ticket/a', 'notify', 99999999999999, '{}', 3);
            insert into archived_entity select * from entity where id = (select max(id) from entity where kind = 'ticket');
            delete from entity where id in (select id from archived_entity);
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < {{Texts}})
                insert into content (id, subject, kind, body) select printf('zz-%06d', n), iif(n % 2, null, 'customer'), 'text', '退货 ' || n from numbers;
            """);
        return sample;
    }

    /// <summary>Runs the command on it.</summary>
    public Task<int> Migrate(params string[] more) => DispatchCommands.Run(["migrate", "--data", File, "--to", Target, .. more]);

    /// <summary>Holds the file as a running service does.</summary>
    public DataLock Serve() => new(RunAlone.OptionsOf(File));

    /// <summary>Changes the file past the service.</summary>
    public void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        Assert.True(connection.Execute(sql) > 0);
    }

    /// <summary>Changes the target past the command.</summary>
    public async Task Tamper(string sql)
    {
        await using var connection = new NpgsqlConnection(Target);
        Assert.True(await connection.ExecuteAsync(sql) > 0);
    }

    /// <summary>Asserts that everything that people and the service rely on is the same on both sides.</summary>
    public async Task AssertSame()
    {
        foreach (var (table, columns, key) in new[]
        {
            ("event", "seq, entity_id, version, kind, at, org, actor, on_behalf_of, correlation, causation, config, body", "seq"),
            ("entity", "id, kind, org, version, shape, wake_at, state", "id"),
            ("archived_entity", "id, kind, org, version, shape, wake_at, state", "id"),
            ("ticket_row", "id, number, status, team, due_at, cast(breached as integer), amount_minor, longitude, latitude, content_ids", "id"),
            ("content", "id, subject, kind, body", "id"),
            ("notice", "id, principal, cause, message, ticket, at, body, read_at", "id"),
            ("outbox", "id, entity_id, channel, not_before, body, attempts", "id"),
            ("idempotency_key", "scope, key, entity_id, body_hash, expires_at", "scope, key"),
            ("number_series", "name, next", "name"),
            ("archive_position", "closed_at", "closed_at"),
        })
        {
            var sql = $"select {columns} from {table} order by {key}";
            Assert.Equal(await Rows(new Ledger(File), sql), await Rows(new Ledger(Target), sql));
        }
        Assert.Equal(await new Ledger(File).Query<long>("select max(seq) from event"), await new Ledger(Target).Query<long>("select seq from journal_head"));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<IReadOnlyList<string>> Rows(Ledger ledger, string sql) =>
        [.. (await ledger.Query<dynamic>(sql)).Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values.Select(value => FormattableString.Invariant($"{value}"))))];
}
