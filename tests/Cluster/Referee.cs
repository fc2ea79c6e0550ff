using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Cluster;

/// <summary>Stands in the database before the journal's fence and judges every commit of every process by itself: does it come too late, and was it then refused? So those of a process count too that ends right after.</summary>
internal sealed class Referee(Ledger ledger)
{
    // The head row is taken first, as the journal does: no version changes between the verdict and the append.
    private const string Enter = """
        create table referee (who text not null, entity text not null, why text not null, refused boolean not null);
        do $enter$
        declare
            -- Of the functions of this release and the one before, which calls the older, the one that this release calls.
            append oid := (select oid from pg_proc where proname = 'journal_append' order by pronargs desc limit 1);
            arguments text := pg_get_function_arguments(append);
            given text := (
                select string_agg(name, ', ' order by n)
                from pg_proc, unnest(proargnames, proargmodes) with ordinality as argument (name, mode, n) where oid = append and mode = 'i');
        begin
            execute format('alter function %s rename to journal_append_judged', append::regprocedure);
            execute format($make$
                create function journal_append(%s) language plpgsql
                set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan set jit = off
                as $judge$
                declare
                    late integer[];
                    outdated boolean[];
                begin
                    perform from journal_head for update;
                    select array_agg(c.n::integer), array_agg(c.outdated) into late, outdated
                    from (
                        select c.n, coalesce(e.version, 0) <> c.expected as outdated
                        from unnest(c_entity, c_expected) with ordinality as c (id, expected, n) left join entity e on e.id = c.id) c
                    where c.outdated or exists (
                        select from unnest(k_commit, k_scope, k_key) as k (commit, scope, key)
                        join idempotency_key held on held.scope = k.scope and held.key = k.key
                        where k.commit = c.n and (held.expires_at is null or held.expires_at > p_now));
                    select j.head, j.lost, j.taken, j.taken_key, j.holder, j.holder_hash
                    into head, lost, taken, taken_key, holder, holder_hash
                    from journal_append_judged(%s) j;
                    insert into referee (who, entity, why, refused)
                    select current_setting('application_name'), c_entity[l.n], case when l.outdated then 'version' else 'key' end, l.n = any (coalesce(lost, '{}'))
                    from unnest(late, outdated) as l (n, outdated);
                end
                $judge$
                $make$, arguments, given);
        end
        $enter$;
        """;

    /// <summary>Takes its place; the database has its tables.</summary>
    public Task TakePlace() => ledger.Query<int>(Enter);

    /// <summary>Every commit that expected another version than there was, or whose idempotency key was taken: whose it was, and whether it was refused.</summary>
    public Task<IReadOnlyList<LateWrite>> Late() => ledger.Query<LateWrite>("select who, entity, why, refused from referee");
}

/// <summary>A commit that came too late.</summary>
/// <param name="Who">The process that tried it.</param>
/// <param name="Why"><c>version</c>: somebody else wrote the entity meanwhile; <c>key</c>: somebody else took its idempotency key.</param>
internal sealed record LateWrite(string Who, string Entity, string Why, bool Refused);
