using Dispatch.Conditions;
using Dispatch.Fields;
using Microsoft.Data.Sqlite;

namespace Dispatch.Tests.Core.Conditions;

/// <summary>A ticket list in a real SQLite, with the columns that conditions know and rows that are field values.</summary>
internal sealed class TicketRows : IDisposable
{
    public static readonly IReadOnlyList<FieldDefinition> Fields =
        [.. FieldCatalogue.BuiltIn.All.Where(field => TicketRowColumns.Find(field.Id) is not null)];

    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly List<FieldValues> rows = [];

    public TicketRows(IEnumerable<FieldValues> rows)
    {
        connection.Open();
        Run($"create table ticket_row (id integer primary key, {string.Join(", ", Fields.Select(field => $"{Column(field)} {TypeOf(field)}"))})");
        foreach (var row in rows)
            Add(row);
    }

    public IReadOnlyList<int> MatchedBySql(CompiledCondition condition)
    {
        var where = condition.ToSql(SqlDialect.Sqlite).Required();
        using var command = connection.CreateCommand();
        command.CommandText = $"select id from ticket_row where {where.Text} order by id";
        foreach (var (name, value) in where.Arguments)
            command.Parameters.AddWithValue("@" + name, value);
        using var reader = command.ExecuteReader();
        var ids = new List<int>();
        while (reader.Read())
            ids.Add(reader.GetInt32(0));
        return ids;
    }

    public IReadOnlyList<int> MatchedByDelegate(CompiledCondition condition) =>
        [.. rows.Index().Where(row => condition.Matches(row.Item)).Select(row => row.Index)];

    public void Dispose() => connection.Dispose();

    private void Add(FieldValues row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"insert into ticket_row values (@id, {string.Join(", ", Fields.Select((_, i) => $"@f{i}"))})";
        command.Parameters.AddWithValue("@id", rows.Count);
        foreach (var (i, field) in Fields.Index())
            command.Parameters.AddWithValue($"@f{i}", Stored(row.Get(field.Id)));
        command.ExecuteNonQuery();
        rows.Add(row);
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Column(FieldDefinition field) => TicketRowColumns.Find(field.Id)!;

    private static string TypeOf(FieldDefinition field) => field.Type switch
    {
        FieldType.Text or FieldType.Choice => "text",
        FieldType.Place => "real",
        _ => "integer",
    };

    private static object Stored(FieldValue value) => value.Kind switch
    {
        FieldValueKind.None => DBNull.Value,
        FieldValueKind.Text => value.ToString(),
        FieldValueKind.Place => value.TryPlace(out var place) ? place!.Longitude : DBNull.Value,
        _ => value.TryWhole(value.Kind, out var whole) ? whole : throw new NotSupportedException($"No column holds {value.Kind}."),
    };
}
