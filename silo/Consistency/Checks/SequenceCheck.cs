using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Dispatch.Silo.Consistency.Checks;

/// <summary>The journal counts from one without gaps, and every event belongs to an entity.</summary>
public sealed class SequenceCheck : Check
{
    /// <inheritdoc />
    public override string Name => "sequence";

    /// <inheritdoc />
    public override async Task Ask(DbConnection connection, CancellationToken cancellationToken)
    {
        var (count, first, last) = await connection.QuerySingleAsync<(long, long, long)>(Sql(
            "select count(*), coalesce(min(seq), 1), coalesce(max(seq), 0) from event"));
        if (first != 1 || count != last)
            Broken("journal", "events-gap", ("count", count), ("first", first), ("last", last));
        if (connection is not SqliteConnection
            && await connection.QuerySingleAsync<long>(Sql("select seq from journal_head")) is var head && head != last)
            Broken("journal", "head-differs", ("head", head), ("last", last));
        foreach (var orphan in await connection.QueryAsync<string>(Sql(
            "select distinct entity_id from event v where not exists (select 1 from known_entity e where e.id = v.entity_id)")))
            Broken(orphan, "events-orphaned");

        CommandDefinition Sql(string text) => new(text, cancellationToken: cancellationToken);
    }
}
