using System.Data.Common;
using System.Text.Json;
using Dispatch.Conditions;

namespace Dispatch.Silo.Lists;

/// <summary>Lends connections to queries.</summary>
public interface IReadConnections
{
    /// <summary>The dialect of the database.</summary>
    SqlDialect Dialect { get; }

    /// <summary>Runs a query on a connection that nobody else uses meanwhile.</summary>
    Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken = default);
}

/// <summary>SQL that the two databases write differently.</summary>
internal static class Sql
{
    /// <summary>Whether a column holds one of a parameter's values, which <see cref="Values"/> makes.</summary>
    public static string IsOneOf(this SqlDialect dialect, string column, string parameter) => dialect is SqlDialect.Sqlite
        ? $"{column} in (select value from json_each(@{parameter}))" // one text and one parameter for any number of values
        : $"{column} = any(@{parameter})";

    /// <summary>Values for <see cref="IsOneOf"/>.</summary>
    public static object Values<T>(this SqlDialect dialect, IEnumerable<T> values) => dialect is SqlDialect.Sqlite
        ? JsonSerializer.Serialize(values)
        : values.ToArray();
}
