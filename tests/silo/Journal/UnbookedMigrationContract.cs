using System.Data.Common;
using Dapper;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Tests.Silo.Journal;

/// <summary>Tickets that were stored before their rows counted the visits that nobody has.</summary>
public abstract class UnbookedMigrationContract(string database, string file, string connectionString)
{
    private const string Columns = "id, number, org, status, kind, channel, priority, created_at, updated_at, version, breached, escalation_level, content_ids";

    [StorageFact]
    public async Task Rows_that_are_there_already_count_the_visits_of_open_tickets_that_nobody_has()
    {
        await using (var connection = await Before())
        {
            await Store(connection, "two", "open", """[{"id":"w1","state":"unassigned"},{"id":"w2","state":"booked"},{"id":"w3","state":"seeking"}]""");
            await Store(connection, "booked", "open", """[{"id":"w1","state":"booked"}]""");
            await Store(connection, "none", "new", "[]");
            await Store(connection, "over", "closed", """[{"id":"w1","state":"unassigned"}]""");
        }
        using var opened = OpenedJournal.Open(new(connectionString), TimeProvider.System);
        Assert.Equal(
            [("booked", 0), ("none", 0), ("over", 0), ("two", 2)],
            (await opened.Tickets.All(new())).Select(row => (row.Id, row.Unbooked)).Order());
    }

    /// <summary>The database as the release before left it.</summary>
    private async Task<DbConnection> Before()
    {
        DbConnection connection = database is "Postgres" ? new NpgsqlConnection(connectionString) : new SqliteConnection($"{connectionString};Pooling=False");
        await connection.OpenAsync();
        await connection.ExecuteAsync("create table migration (number integer not null primary key, name text not null)");
        foreach (var migration in Migrations.Of(database).TakeWhile(migration => migration.Name != file))
        {
            await connection.ExecuteAsync(migration.Sql);
            await connection.ExecuteAsync("insert into migration values (@Number, @Name)", migration);
        }
        return connection;
    }

    private static async Task Store(DbConnection connection, string id, string status, string workOrders)
    {
        await connection.ExecuteAsync(
            "insert into entity (id, kind, org, version, shape, state) values (@entity, 'ticket', 'acme', 1, 1, @state)",
            new { entity = $"ticket/{id}", state = $$"""{"id":"{{id}}","workOrders":{{workOrders}}}""" });
        await connection.ExecuteAsync(
            $"insert into ticket_row ({Columns}) values (@id, @id, 'acme', @status, 'repair', 'web', 'normal', 0, 0, 1, false, 0, '')", new { id, status });
    }
}

public sealed class SqliteUnbookedMigrationTests : UnbookedMigrationContract, IDisposable
{
    private readonly TemporaryFolder folder;

    public SqliteUnbookedMigrationTests() : this(new TemporaryFolder())
    {
    }

    private SqliteUnbookedMigrationTests(TemporaryFolder folder) : base("Sqlite", "0009_unbooked.sql", $"Data Source={folder.File("journal.db")}") => this.folder = folder;

    public void Dispose() => folder.Dispose();
}

[OnPostgres]
public sealed class PostgresUnbookedMigrationTests() : UnbookedMigrationContract("Postgres", "0013_unbooked.sql", PostgresServer.Shared.CreateDatabase());
