using System.Globalization;
using Dapper;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>A column as PostgreSQL has it.</summary>
/// <param name="Type">Such as <c>bigint</c>.</param>
/// <param name="KeyPosition">Its position in the primary key, from 1; null outside of it.</param>
internal sealed record CatalogColumn(string Table, string Name, string Type, int? KeyPosition);

/// <summary>What PostgreSQL says of the tables of Dispatch.</summary>
internal static class PostgresCatalog
{
    /// <summary>The columns of all tables, by table; partitions belong to theirs.</summary>
    public static async Task<IReadOnlyList<IGrouping<string, CatalogColumn>>> Tables(NpgsqlConnection connection)
    {
        var columns = await connection.QueryAsync<CatalogColumn>("""
            select c.relname::text as "Table", a.attname::text as "Name", a.atttypid::regtype::text as "Type",
                array_position(i.indkey::int2[], a.attnum) + 1 as "KeyPosition"
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            left join pg_index i on i.indrelid = c.oid and i.indisprimary
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            order by c.relname, a.attnum
            """);
        return [.. columns.GroupBy(column => column.Table, StringComparer.Ordinal)];
    }

    /// <summary>Lets the numbers that tables give by themselves go on behind those that were copied in.</summary>
    public static async Task AdvanceIdentities(NpgsqlConnection connection)
    {
        var identities = await connection.QueryAsync<(string Table, string Column)>("""
            select c.relname::text, a.attname::text from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attidentity <> ''
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            """);
        foreach (var (table, column) in identities)
            await connection.ExecuteAsync(
                $"select setval(pg_get_serial_sequence(@table, @column), coalesce(max({Quote(column)}), 0) + 1, false) from {Quote(table)}",
                new { table = Quote(table), column });
    }

    /// <summary>Adds the partitions of <c>event</c> up to a number.</summary>
    public static Task AddPartitions(NpgsqlConnection connection, long last) => connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
        do $$
        begin
            while (select partitioned_to from journal_head) <= {last} loop
                update journal_head set partitioned_to = journal_add_partition(partitioned_to);
            end loop;
        end
        $$
        """));

    /// <summary>A name as it stands in a statement.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
