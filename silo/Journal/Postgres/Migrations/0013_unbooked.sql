-- How many of a ticket's visits nobody has, so that lists find them wherever they are, or when nobody knows where.
alter table ticket_row add column unbooked integer not null default 0;
update ticket_row r set unbooked = (
    select count(*) from entity e, jsonb_array_elements(e.state::jsonb -> 'workOrders') w
    where e.id = 'ticket/' || r.id and w ->> 'state' in ('seeking', 'unassigned'))
where r.status in ('new', 'open', 'pending') and exists (select 1 from entity e where e.id = 'ticket/' || r.id and e.state like '%"workOrders":[{%');
create index ticket_row_unbooked on ticket_row (id) where unbooked > 0;

-- The function without the count stays for processes of the release before. What they write leaves the count as it is until the ticket's next commit.
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
    r_zone text[], r_engineer text[], r_content_ids text[], r_unbooked integer[],
    w_commit integer[], w_ticket text[], w_step text[], w_team text[], w_skills text[], w_since bigint[],
    out head bigint, out lost integer[], out taken integer[], out taken_key integer[], out holder text[], out holder_hash text[])
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
begin
    select a.head, a.lost, a.taken, a.taken_key, a.holder, a.holder_hash into head, lost, taken, taken_key, holder, holder_hash
    from journal_append(
        p_now, c_entity, c_kind, c_org, c_expected, c_version, c_shape, c_wake_at, c_state, e_commit, e_entity, e_version, e_kind, e_at, e_org,
        e_actor, e_on_behalf_of, e_correlation, e_causation, e_config, e_body, k_commit, k_entity, k_scope, k_key, k_hash, k_expires_at, t_commit,
        t_id, t_subject, t_kind, t_body, o_commit, o_entity, o_id, o_channel, o_not_before, o_body, r_commit, r_id, r_number, r_org, r_status,
        r_kind, r_channel, r_priority, r_team, r_assignee, r_customer, r_region, r_created_at, r_updated_at, r_due_at, r_version, r_due_target,
        r_breached, r_escalation_level, r_resolved_at, r_closed_at, r_responded_at, r_order_number, r_product, r_external_ref, r_amount_minor,
        r_amount_currency, r_longitude, r_latitude, r_zone, r_engineer, r_content_ids, w_commit, w_ticket, w_step, w_team, w_skills, w_since) a;
    if cardinality(r_commit) > 0 then
        -- A row just made counts none, which is right for nearly all that come in.
        update ticket_row t set unbooked = r.unbooked
        from unnest(r_commit, r_id, r_unbooked) as r (commit, id, unbooked)
        where r.commit <> all (lost) and (r.unbooked > 0 or c_expected[r.commit] > 0) and t.id = r.id and t.unbooked <> r.unbooked;
    end if;
end
$$;
