using System.Data.Common;
using Dapper;

namespace Dispatch.Silo.Moving;

/// <summary>The row of table <c>move</c>: what a database knows of its move, on the side it leaves and on the side it goes to.</summary>
/// <param name="Id">The same on both sides, so that one file's data never meets another's.</param>
/// <param name="Place">The other side, for people: without password.</param>
/// <param name="StartedAt">UTC milliseconds.</param>
/// <param name="CompletedAt">UTC milliseconds; null while it goes on.</param>
internal sealed record MoveMark(string Id, string Place, long StartedAt, long? CompletedAt)
{
    /// <summary>The mark of a database; null when none was ever made.</summary>
    public static Task<MoveMark?> Read(DbConnection connection) => connection.QuerySingleOrDefaultAsync<MoveMark>(
        "select id, place, started_at as StartedAt, completed_at as CompletedAt from move");

    /// <summary>Makes it the only mark of a database.</summary>
    public Task Write(DbConnection connection, DbTransaction? transaction = null) => connection.ExecuteAsync(
        """
        delete from move where id <> @Id;
        insert into move (id, place, started_at, completed_at) values (@Id, @Place, @StartedAt, @CompletedAt)
        on conflict (id) do update set place = excluded.place, completed_at = excluded.completed_at
        """, this, transaction);
}
