using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Bench;

/// <summary>What the service's <c>--data</c> takes, for whoever opens that database himself: the path of a SQLite file, or a PostgreSQL connection string.</summary>
internal static class DataOf
{
    public static bool IsPostgres(string data) => data.Contains("Host=", StringComparison.Ordinal);

    /// <summary>What the journal takes.</summary>
    public static string ConnectionString(string data) => IsPostgres(data) ? data : $"Data Source={data}";

    /// <summary>A connection of its own, to write by.</summary>
    public static DbConnection Open(string data) => Opened(data, "");

    /// <summary>A connection of its own that looks on while the service writes.</summary>
    public static DbConnection OpenToRead(string data) => Opened(data, ";Mode=ReadOnly");

    private static DbConnection Opened(string data, string mode)
    {
        DbConnection connection = IsPostgres(data)
            ? new NpgsqlConnection($"{data};Pooling=false")
            : new SqliteConnection($"Data Source={data};Pooling=false{mode}");
        connection.Open();
        return connection;
    }
}
