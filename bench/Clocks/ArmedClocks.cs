using System.Data;
using System.Data.Common;
using Dapper;

namespace Dispatch.Bench;

/// <summary>Entities with wake-ups, copied within the database: real snapshots of real tickets in, rows of the same size under other ids out.</summary>
/// <remarks>A copy is its entity's row and nothing else: no events, no list row. The clock reads no more than that row.</remarks>
internal sealed class ArmedClocks(string data)
{
    private const int Step = 100_000;
    private static readonly TimeSpan Soonest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(31);
    private readonly bool postgres = DataOf.IsPostgres(data);

    /// <summary>How many entities of the database want to be woken.</summary>
    public async Task<long> Count()
    {
        await using var connection = DataOf.Open(data);
        return await connection.ExecuteScalarAsync<long>("select count(*) from entity where wake_at is not null");
    }

    /// <summary>Lets no ticket want to be woken.</summary>
    public async Task Disarm()
    {
        await using var connection = DataOf.Open(data);
        await connection.ExecuteAsync("update entity set wake_at = null where kind = 'ticket'");
    }

    /// <summary>Adds copies of the tickets that are there, which want to be woken between one day and thirty-one days from now, in no order of their ids.</summary>
    public async Task Add(int count)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var connection = DataOf.Open(data);
        await Execute(connection, postgres ? "set synchronous_commit = off" : "pragma journal_mode = off; pragma synchronous = off; pragma temp_store = memory; pragma cache_size = -500000");
        await Execute(connection, "create temp table base as select row_number() over (order by id) - 1 as place, substr(id, 8) as id, kind, org, version, shape, state from entity where kind = 'ticket'");
        await Execute(connection, "create unique index base_place on base (place)");
        for (var from = 0; from < count; from += Step)
        {
            await Copy(connection, from, Math.Min(from + Step, count), count);
            Console.WriteLine($"{data}: {Math.Min(from + Step, count):N0} clocks after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0} s");
        }
        await Execute(connection, postgres ? "vacuum analyze entity" : "analyze");
    }

    // Eight digits in place of an id's instant; its noise stays. The factor has no divisor in common with a power of ten.
    private Task Copy(DbConnection connection, int from, int to, int count)
    {
        var first = (TimeProvider.System.GetUtcNow() + Soonest).ToUnixTimeMilliseconds();
        var gap = (long)(Latest - Soonest).TotalMilliseconds / count;
        var numbers = postgres
            ? "select n::bigint from generate_series(@from, @to - 1) as n"
            : "select @from union all select n + 1 from copy where n + 1 < @to";
        var id = postgres ? "lpad(copy.n::text, 8, '0') || substr(base.id, 9)" : "printf('%08d', copy.n) || substr(base.id, 9)";
        return Execute(connection, $"""
            with recursive copy (n) as ({numbers})
            insert into entity (id, kind, org, version, shape, wake_at, state)
            select 'ticket/' || {id}, base.kind, base.org, base.version, base.shape, @first + (copy.n * 7919 % @count) * @gap, replace(base.state, base.id, {id})
            from copy join base on base.place = copy.n % (select count(*) from base)
            """, new { from, to, count, first, gap });
    }

    private static Task Execute(DbConnection connection, string sql, object? values = null) => connection.ExecuteAsync(sql, values, commandTimeout: 0, commandType: CommandType.Text);
}
