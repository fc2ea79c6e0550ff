using Microsoft.Data.Sqlite;

namespace Dispatch.Tests.World;

/// <summary>Looks at a world's database from outside.</summary>
internal static class Rows
{
    /// <summary>What a query finds.</summary>
    public static IReadOnlyList<T> Look<T>(this SqliteConnection disk, string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = disk.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }
}
