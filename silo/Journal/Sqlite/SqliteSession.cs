using Microsoft.Data.Sqlite;

namespace Dispatch.Silo.Journal;

/// <summary>One open connection with the statements prepared on it.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> prepared = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>The statement of a text, prepared once per connection. Runs must not overlap.</summary>
    public Statement Prepare(string sql)
    {
        if (!prepared.TryGetValue(sql, out var statement))
            prepared.Add(sql, statement = new(connection.Handle!, sql));
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        connection.Dispose();
    }
}
