-- A whole batch in one call: no lock is held across a round trip, so a client that freezes blocks nobody.
-- The head row comes first: it puts all writers of all processes in one line, and numbers without gaps in commit order.
-- No two commits of a batch share an entity or an idempotency key. Positions (…_commit) count the batch's commits from 1.
create function journal_append(
    p_now bigint,
    c_entity text[], c_kind text[], c_org text[], c_expected bigint[], c_version bigint[], c_shape integer[], c_wake_at bigint[], c_state text[],
    e_commit integer[], e_entity text[], e_version bigint[], e_kind text[], e_at bigint[], e_org text[],
    e_actor text[], e_on_behalf_of text[], e_correlation text[], e_causation text[], e_config text[], e_body text[],
    k_commit integer[], k_entity text[], k_scope text[], k_key text[], k_hash text[], k_expires_at bigint[],
    t_commit integer[], t_id text[], t_subject text[], t_kind text[], t_body text[],
    o_commit integer[], o_entity text[], o_id text[], o_channel text[], o_not_before bigint[], o_body text[],
    r_commit integer[], r_id text[], r_number text[], r_org text[], r_status text[],
    r_kind text[], r_channel text[], r_priority text[], r_team text[],
    r_assignee text[], r_customer text[], r_region text[], r_created_at bigint[],
    r_updated_at bigint[], r_due_at bigint[], r_version bigint[], r_due_target text[],
    r_breached boolean[], r_escalation_level integer[], r_resolved_at bigint[], r_closed_at bigint[],
    r_responded_at bigint[], r_order_number text[], r_product text[], r_external_ref text[],
    r_amount_minor bigint[], r_amount_currency text[], r_longitude double precision[], r_latitude double precision[],
    r_zone text[], r_engineer text[], r_content_ids text[],
    w_commit integer[], w_ticket text[], w_step text[], w_team text[], w_skills text[], w_since bigint[],
    out head bigint, out lost integer[], out taken integer[], out taken_key integer[], out holder text[], out holder_hash text[])
language plpgsql
-- Index lookups always: a plan made while the tables were empty would scan them for ever.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
-- Forbidden scans count as very expensive, which would have every call compiled to machine code first.
set jit = off
as $$
declare
    won boolean[];
    room bigint;
    written bigint;
begin
    select h.seq, h.partitioned_to into head, room from journal_head h for update;
    if head + cardinality(e_commit) >= room then
        update journal_head set partitioned_to = journal_add_partition(room);
    end if;

    if cardinality(k_commit) > 0 then
        select array_agg(found.commit), array_agg(found.n), array_agg(found.entity_id), array_agg(found.body_hash)
        into taken, taken_key, holder, holder_hash
        from (
            select distinct on (k.commit) k.commit, k.n::integer, held.entity_id, held.body_hash
            from unnest(k_commit, k_scope, k_key) with ordinality as k (commit, scope, key, n)
            join idempotency_key held on held.scope = k.scope and held.key = k.key
            where held.expires_at is null or held.expires_at > p_now
            order by k.commit, k.n) found;
    end if;

    select array_agg(coalesce(e.version, 0) = c.expected and c.n <> all (coalesce(taken, '{}')) order by c.n)
    into won
    from unnest(c_entity, c_expected) with ordinality as c (id, expected, n)
    left join entity e on e.id = c.id;
    lost := array_positions(won, false);

    insert into entity (id, kind, org, version, shape, wake_at, state)
    select c.id, c.kind, c.org, c.version, c.shape, c.wake_at, c.state
    from unnest(c_entity, c_kind, c_org, c_expected, c_version, c_shape, c_wake_at, c_state) with ordinality
        as c (id, kind, org, expected, version, shape, wake_at, state, n)
    where won[c.n] and c.expected = 0
    on conflict (id) do update set
        org = excluded.org, version = excluded.version, shape = excluded.shape, wake_at = excluded.wake_at, state = excluded.state;

    update entity e set org = c.org, version = c.version, shape = c.shape, wake_at = c.wake_at, state = c.state
    from unnest(c_entity, c_org, c_expected, c_version, c_shape, c_wake_at, c_state) with ordinality
        as c (id, org, expected, version, shape, wake_at, state, n)
    where won[c.n] and c.expected > 0 and e.id = c.id and e.version = c.expected;

    insert into event (seq, entity_id, version, kind, at, org, actor, on_behalf_of, correlation, causation, config, body)
    select head + row_number() over (), e.entity_id, e.version, e.kind, e.at, e.org,
        e.actor, e.on_behalf_of, e.correlation, e.causation, e.config, e.body
    from unnest(e_commit, e_entity, e_version, e_kind, e_at, e_org, e_actor, e_on_behalf_of, e_correlation, e_causation, e_config, e_body)
        as e (commit, entity_id, version, kind, at, org, actor, on_behalf_of, correlation, causation, config, body)
    where won[e.commit];
    get diagnostics written = row_count;

    if cardinality(k_commit) > 0 then
        insert into idempotency_key (scope, key, entity_id, body_hash, expires_at)
        select k.scope, k.key, k.entity_id, k.hash, k.expires_at
        from unnest(k_commit, k_entity, k_scope, k_key, k_hash, k_expires_at) as k (commit, entity_id, scope, key, hash, expires_at)
        where won[k.commit]
        on conflict (scope, key) do update set
            entity_id = excluded.entity_id, body_hash = excluded.body_hash, expires_at = excluded.expires_at;
    end if;

    if cardinality(t_commit) > 0 then
        insert into content (id, subject, kind, body)
        select t.id, t.subject, t.kind, t.body
        from unnest(t_commit, t_id, t_subject, t_kind, t_body) as t (commit, id, subject, kind, body)
        where won[t.commit];
    end if;

    if cardinality(o_commit) > 0 then
        insert into outbox (id, entity_id, channel, not_before, body)
        select o.id, o.entity_id, o.channel, o.not_before, o.body
        from unnest(o_commit, o_entity, o_id, o_channel, o_not_before, o_body) as o (commit, entity_id, id, channel, not_before, body)
        where won[o.commit];
    end if;

    if cardinality(r_commit) > 0 then
        insert into ticket_row (
        id, number, org, status, kind, channel, priority, team,
        assignee, customer, region, created_at, updated_at, due_at, version, due_target,
        breached, escalation_level, resolved_at, closed_at, responded_at, order_number, product, external_ref,
        amount_minor, amount_currency, longitude, latitude, zone, engineer, content_ids)
        select
        r.id, r.number, r.org, r.status, r.kind, r.channel, r.priority, r.team,
        r.assignee, r.customer, r.region, r.created_at, r.updated_at, r.due_at, r.version, r.due_target,
        r.breached, r.escalation_level, r.resolved_at, r.closed_at, r.responded_at, r.order_number, r.product, r.external_ref,
        r.amount_minor, r.amount_currency, r.longitude, r.latitude, r.zone, r.engineer, r.content_ids
        from unnest(r_commit,
            r_id, r_number, r_org, r_status, r_kind, r_channel, r_priority, r_team,
            r_assignee, r_customer, r_region, r_created_at, r_updated_at, r_due_at, r_version, r_due_target,
            r_breached, r_escalation_level, r_resolved_at, r_closed_at, r_responded_at, r_order_number, r_product, r_external_ref,
            r_amount_minor, r_amount_currency, r_longitude, r_latitude, r_zone, r_engineer, r_content_ids)
        as r (commit,
        id, number, org, status, kind, channel, priority, team,
        assignee, customer, region, created_at, updated_at, due_at, version, due_target,
        breached, escalation_level, resolved_at, closed_at, responded_at, order_number, product, external_ref,
        amount_minor, amount_currency, longitude, latitude, zone, engineer, content_ids)
        where won[r.commit]
        on conflict (id) do update set
        number = excluded.number, org = excluded.org, status = excluded.status, kind = excluded.kind,
        channel = excluded.channel, priority = excluded.priority, team = excluded.team, assignee = excluded.assignee,
        customer = excluded.customer, region = excluded.region, created_at = excluded.created_at, updated_at = excluded.updated_at,
        due_at = excluded.due_at, version = excluded.version, due_target = excluded.due_target, breached = excluded.breached,
        escalation_level = excluded.escalation_level, resolved_at = excluded.resolved_at, closed_at = excluded.closed_at, responded_at = excluded.responded_at,
        order_number = excluded.order_number, product = excluded.product, external_ref = excluded.external_ref, amount_minor = excluded.amount_minor,
        amount_currency = excluded.amount_currency, longitude = excluded.longitude, latitude = excluded.latitude, zone = excluded.zone,
        engineer = excluded.engineer, content_ids = excluded.content_ids;

        delete from waiting_step w using unnest(r_commit, r_id) as r (commit, id)
        where won[r.commit] and c_expected[r.commit] > 0 and w.ticket = r.id;
    end if;

    if cardinality(w_commit) > 0 then
        insert into waiting_step (ticket, step, team, skills, since)
        select w.ticket, w.step, w.team, w.skills, w.since
        from unnest(w_commit, w_ticket, w_step, w_team, w_skills, w_since) as w (commit, ticket, step, team, skills, since)
        where won[w.commit];
    end if;

    if written > 0 then
        head := head + written;
        update journal_head h set seq = head;
        perform pg_notify('dispatch_journal', head::text);
    end if;
end
$$;
