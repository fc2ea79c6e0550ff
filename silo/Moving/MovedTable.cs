using System.Data.Common;
using Dispatch.Silo.Journal;

namespace Dispatch.Silo.Moving;

/// <summary>How a value travels; the two databases name their types differently.</summary>
internal enum ValueType
{
    Text,
    Int32,
    Int64,
    Flag,
    Real,
}

internal sealed record MovedColumn(string Name, ValueType Type);

/// <summary>Rows behind a key, up to and with another.</summary>
/// <param name="After">Key of the row before; null from the beginning.</param>
/// <param name="UpTo">Key of the last row; null to the end.</param>
internal sealed record KeyRange(object[]? After, object[]? UpTo);

/// <summary>A table that both databases have, with the columns of the target.</summary>
/// <param name="Key">By which both databases put its rows in the same order: numbers, and texts that compare bytewise.</param>
internal sealed record MovedTable(string Name, IReadOnlyList<MovedColumn> Columns, IReadOnlyList<MovedColumn> Key)
{
    /// <summary>Tables of SQLite that do not travel: what was applied to it, its own mark, and the search index, which the target fills from the journal.</summary>
    internal static readonly IReadOnlyList<string> LeftOut = ["migration", "move", "search", "search_doc"];

    /// <summary>How far the search index has come says nothing about one that is empty.</summary>
    private string Travels => Name is "feed_position" ? "reader <> 'search'" : "true";

    /// <summary>The columns as they stand in a statement.</summary>
    public string ColumnList => List(Columns);

    /// <summary>The table that a catalog describes.</summary>
    /// <exception cref="NotSupportedException">A column is of a type that nobody thought of.</exception>
    public static MovedTable From(IGrouping<string, CatalogColumn> table)
    {
        var columns = table.Select(column => new MovedColumn(column.Name, TypeOf(column))).ToList();
        var key = table.Where(column => column.KeyPosition is not null).OrderBy(column => column.KeyPosition)
            .Select(column => columns.Find(each => each.Name == column.Name)!).ToList();
        // A table of one row has no key.
        return new(table.Key, columns, key.Count > 0 ? key : columns);
    }

    /// <summary>Reads a range in the order of the key.</summary>
    public DbCommand Select(DbConnection connection, KeyRange range) =>
        Command(connection, range, $"select {ColumnList} from {Quoted}", $"order by {List(Key)}");

    /// <summary>Counts all rows.</summary>
    public DbCommand Count(DbConnection connection) => Command(connection, new(null, null), $"select count(*) from {Quoted}", "");

    /// <summary>Deletes a range.</summary>
    public DbCommand Delete(DbConnection connection, KeyRange range) => Command(connection, range, $"delete from {Quoted}", "");

    /// <summary>The key of the row at which a reader of <see cref="Select"/> stands.</summary>
    public object[] KeyOf(DbDataReader row) => [.. Key.Select(column => row.GetOrdinal(column.Name) is var i && column.Type is ValueType.Text
        ? (object)row.GetString(i)
        : row.GetInt64(i))];

    /// <summary>The name as it stands in a statement.</summary>
    public string Quoted => PostgresCatalog.Quote(Name);

    private DbCommand Command(DbConnection connection, KeyRange range, string statement, string rest)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"{statement} where {Travels}{Bound(">", "a", range.After)}{Bound("<=", "b", range.UpTo)} {rest}";
        return command;

        string Bound(string comparison, string prefix, object[]? key)
        {
            if (key is null)
                return "";
            foreach (var (i, value) in key.Index())
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@{prefix}{i}", value);
                command.Parameters.Add(parameter);
            }
            return $" and ({List(Key)}) {comparison} ({string.Join(", ", key.Select((_, i) => $"@{prefix}{i}"))})";
        }
    }

    private static string List(IEnumerable<MovedColumn> columns) => string.Join(", ", columns.Select(column => PostgresCatalog.Quote(column.Name)));

    private static ValueType TypeOf(CatalogColumn column) => column.Type switch
    {
        "text" => ValueType.Text,
        "integer" => ValueType.Int32,
        "bigint" => ValueType.Int64,
        "boolean" => ValueType.Flag,
        "double precision" => ValueType.Real,
        _ => throw new NotSupportedException($"Column {column.Table}.{column.Name} is of type {column.Type}, which no move knows."),
    };
}
