using System.Data.Common;
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
    /// <summary>Whether a column holds one of a parameter's values.</summary>
    public static string IsOneOf(this SqlDialect dialect, string column, string parameter) => dialect is SqlDialect.Sqlite
        ? $"{column} in @{parameter}" // which Dapper writes out
        : $"{column} = any(@{parameter})";
}
