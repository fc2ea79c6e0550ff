using System.Data.Common;
using Dapper;

namespace Dispatch.Silo.Consistency.Checks;

/// <summary>Every idempotency key belongs to something, and every external reference to exactly one ticket.</summary>
public sealed class KeyCheck : Check
{
    /// <inheritdoc />
    public override string Name => "keys";

    /// <inheritdoc />
    public override async Task Ask(DbConnection connection, CancellationToken cancellationToken)
    {
        foreach (var (scope, entity) in await connection.QueryAsync<(string, string)>(Sql(
            "select scope, entity_id from idempotency_key k where not exists (select 1 from known_entity e where e.id = k.entity_id)")))
            Broken(entity, "key-orphaned", ("scope", scope));
        foreach (var id in await connection.QueryAsync<string>(Sql(
            """
            select id from ticket_row r where external_ref is not null and not exists (
                select 1 from idempotency_key k
                where k.scope = 'channel:' || r.channel and k.key = r.external_ref and k.entity_id = 'ticket/' || r.id)
            """)))
            Broken($"ticket/{id}", "key-missing");

        CommandDefinition Sql(string text) => new(text, cancellationToken: cancellationToken);
    }
}
