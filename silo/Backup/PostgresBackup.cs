using System.Text;
using System.Text.Json;
using Dapper;
using Dispatch.Silo.Journal;
using Npgsql;

namespace Dispatch.Silo.Backup;

/// <summary>Copies a PostgreSQL database table by table into text files: readable by any later PostgreSQL.</summary>
public static class PostgresBackup
{
    private const string Contents = "tables.json";

    /// <summary>Writes all tables as of one instant into a folder; others may go on writing.</summary>
    /// <exception cref="CopyRefusedException">The database cannot be read.</exception>
    public static Task<DatabaseCopy> Export(string connectionString, string folder, CancellationToken cancellationToken) => Run(connectionString, async connection =>
    {
        await connection.ExecuteAsync("begin transaction isolation level repeatable read, read only");
        var tables = (await TablesOf(connection)).FindAll(table => !IsOfProcesses(table.Name));
        if (tables.All(table => table.Name != "journal_head"))
            throw new CopyRefusedException("There are no tables of Dispatch in this database.");
        foreach (var table in tables)
        {
            using var rows = await connection.BeginTextExportAsync($"copy (select {table.ColumnList} from {PostgresCatalog.Quote(table.Name)}) to stdout", cancellationToken);
            await using var file = new StreamWriter(FileOf(folder, table), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            await Pump(rows, file, cancellationToken);
        }
        await File.WriteAllTextAsync(Path.Combine(folder, Contents), JsonSerializer.Serialize(tables, DispatchJson.Stored), cancellationToken);
        return await Describe(connection);
    });

    /// <summary>Puts a copy into an empty database, in one transaction.</summary>
    /// <param name="expected">What the copy held when it was taken.</param>
    /// <exception cref="CopyRefusedException">The database is not empty, or does not take the copy; nothing was written.</exception>
    public static Task Import(string connectionString, string folder, DatabaseCopy expected, CancellationToken cancellationToken) => Run(connectionString, async connection =>
    {
        await connection.ExecuteAsync("begin transaction");
        if ((await TablesOf(connection)).Count > 0)
            throw new CopyRefusedException("The database is not empty.");
        await connection.ExecuteAsync("create table migration (number integer not null primary key, name text not null)");
        foreach (var step in Migrations.Of("Postgres").Where(step => step.Number <= expected.Migration))
            await connection.ExecuteAsync(step.Sql);
        var partitioned = await connection.ExecuteScalarAsync<long>("select partitioned_to from journal_head");
        var tables = JsonSerializer.Deserialize<List<Table>>(await File.ReadAllTextAsync(Path.Combine(folder, Contents), cancellationToken), DispatchJson.Strict)!;
        // The head row tells which partitions the events need.
        foreach (var table in tables.OrderByDescending(table => table.Name == "journal_head"))
        {
            await Load(connection, folder, table, cancellationToken);
            if (table.Name == "journal_head")
                await AddPartitions(connection, partitioned);
        }
        await PostgresCatalog.AdvanceIdentities(connection);
        if (await Describe(connection) is var copy && copy != expected)
            throw new CopyRefusedException($"The copy is {copy}, but was taken as {expected}.");
        await connection.ExecuteAsync("commit transaction");
        return true;
    });

    /// <summary>Whether a database has no tables at all.</summary>
    /// <exception cref="CopyRefusedException">It cannot be reached.</exception>
    public static Task<bool> IsEmpty(string connectionString) => Run(connectionString, async connection => (await TablesOf(connection)).Count is 0);

    // Who runs on a database now is no part of what it holds; a new one has these tables from its migrations.
    private static bool IsOfProcesses(string table) =>
        table.StartsWith("cluster", StringComparison.Ordinal) || table.StartsWith("orleans", StringComparison.Ordinal);

    private static async Task Load(NpgsqlConnection connection, string folder, Table table, CancellationToken cancellationToken)
    {
        // Migrations put rows into some tables; those of the copy take their place.
        await connection.ExecuteAsync($"delete from {PostgresCatalog.Quote(table.Name)}");
        using var file = new StreamReader(FileOf(folder, table));
        await using var rows = await connection.BeginTextImportAsync($"copy {PostgresCatalog.Quote(table.Name)} ({table.ColumnList}) from stdin", cancellationToken);
        await Pump(file, rows, cancellationToken);
    }

    private static async Task AddPartitions(NpgsqlConnection connection, long from)
    {
        var to = await connection.ExecuteScalarAsync<long>("select partitioned_to from journal_head");
        while (from < to)
            from = await connection.ExecuteScalarAsync<long>("select journal_add_partition(@from)", new { from });
    }

    private static async Task<DatabaseCopy> Describe(NpgsqlConnection connection)
    {
        var (migration, head, last) = await connection.QuerySingleAsync<(int, long, long)>(
            "select (select max(number) from migration), (select seq from journal_head), (select coalesce(max(seq), 0) from event)");
        return head == last ? new(migration, head) : throw new CopyRefusedException($"The journal's head is {head}, but its last event is {last}.");
    }

    private static async Task<List<Table>> TablesOf(NpgsqlConnection connection) =>
        [.. (await PostgresCatalog.Tables(connection)).Select(table => new Table(table.Key, [.. table.Select(column => column.Name)]))];

    private static async Task Pump(TextReader from, TextWriter to, CancellationToken cancellationToken)
    {
        var buffer = new char[64 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
    }

    private static async Task<T> Run<T>(string connectionString, Func<NpgsqlConnection, Task<T>> work)
    {
        try
        {
            // Not pooled: whatever was begun ends with the connection.
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ToString());
            await connection.OpenAsync();
            return await work(connection);
        }
        catch (Exception failure) when (failure is NpgsqlException or ArgumentException)
        {
            throw new CopyRefusedException($"PostgreSQL: {failure.Message}", failure);
        }
    }

    private static string FileOf(string folder, Table table) => Path.Combine(folder, $"{table.Name}.copy");

    private sealed record Table(string Name, IReadOnlyList<string> Columns)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string ColumnList => string.Join(", ", Columns.Select(PostgresCatalog.Quote));
    }
}
