-- The frozen baseline: the least that any journal of tickets has to write. Per ticket three events of 400 bytes, one entity row,
-- one list row with its eight indexes and one idempotency key; a hundred tickets in one transaction, flushed to disk at its end.
-- No version check, no numbering under a lock, no observers, no callers to answer: a loop binds values and runs these statements.
-- Sections start with "-- @" and are read by the benchmark. Do not change them: results are compared over time.

-- @sqlite-schema
pragma journal_mode = wal;
pragma synchronous = full;
create table entity (
    id text not null primary key, kind text not null, org text not null, version integer not null, shape integer not null,
    wake_at integer, state text not null);
create index entity_wake on entity (wake_at, id) where wake_at is not null;
create table event (
    seq integer not null primary key, entity_id text not null, version integer not null, kind text not null, at integer not null,
    org text not null, actor text not null, on_behalf_of text, correlation text, causation text, config text, body text not null);
create unique index event_entity on event (entity_id, version);
create table idempotency_key (
    scope text not null, key text not null, entity_id text not null, body_hash text not null, expires_at integer,
    primary key (scope, key)) without rowid;
create table ticket_row (
    id text not null primary key, number text not null, org text not null, status text not null, kind text not null,
    channel text not null, priority text not null, team text, assignee text, customer text, region text,
    created_at integer not null, updated_at integer not null, due_at integer, order_number text, product text, external_ref text);
create unique index ticket_row_number on ticket_row (number);
create index ticket_row_created on ticket_row (created_at, id);
create index ticket_row_status on ticket_row (status, created_at);
create index ticket_row_team on ticket_row (team, status, due_at);
create index ticket_row_assignee on ticket_row (assignee, status) where assignee is not null;
create index ticket_row_customer on ticket_row (customer, created_at) where customer is not null;
create index ticket_row_kind on ticket_row (kind, created_at);
create index ticket_row_due on ticket_row (due_at, id) where due_at is not null;

-- @postgres-schema
create table entity (
    id text collate "C" not null primary key, kind text collate "C" not null, org text collate "C" not null, version bigint not null,
    shape integer not null, wake_at bigint, state text not null);
create index entity_wake on entity (wake_at, id) where wake_at is not null;
create table event (
    seq bigint not null primary key, entity_id text collate "C" not null, version bigint not null, kind text collate "C" not null,
    at bigint not null, org text collate "C" not null, actor text collate "C" not null, on_behalf_of text collate "C",
    correlation text collate "C", causation text collate "C", config text collate "C", body text not null);
create unique index event_entity on event (entity_id, version);
create table idempotency_key (
    scope text collate "C" not null, key text collate "C" not null, entity_id text collate "C" not null,
    body_hash text collate "C" not null, expires_at bigint, primary key (scope, key));
create table ticket_row (
    id text collate "C" not null primary key, number text collate "C" not null, org text collate "C" not null,
    status text collate "C" not null, kind text collate "C" not null, channel text collate "C" not null,
    priority text collate "C" not null, team text collate "C", assignee text collate "C", customer text collate "C",
    region text collate "C", created_at bigint not null, updated_at bigint not null, due_at bigint,
    order_number text collate "C", product text collate "C", external_ref text collate "C");
create unique index ticket_row_number on ticket_row (number);
create index ticket_row_created on ticket_row (created_at, id);
create index ticket_row_status on ticket_row (status, created_at);
create index ticket_row_team on ticket_row (team, status, due_at);
create index ticket_row_assignee on ticket_row (assignee, status) where assignee is not null;
create index ticket_row_customer on ticket_row (customer, created_at) where customer is not null;
create index ticket_row_kind on ticket_row (kind, created_at);
create index ticket_row_due on ticket_row (due_at, id) where due_at is not null;

-- @entity
insert into entity (id, kind, org, version, shape, wake_at, state) values ($1, $2, $3, $4, $5, $6, $7)

-- @event
insert into event (seq, entity_id, version, kind, at, org, actor, on_behalf_of, correlation, causation, config, body)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- @key
insert into idempotency_key (scope, key, entity_id, body_hash, expires_at) values ($1, $2, $3, $4, $5)

-- @row
insert into ticket_row (
    id, number, org, status, kind, channel, priority, team, assignee, customer, region, created_at, updated_at, due_at,
    order_number, product, external_ref)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)

-- PostgreSQL takes each transaction as four statements over arrays, one per table: single rows cost it twice as much.

-- @entity-arrays
insert into entity (id, kind, org, version, shape, wake_at, state)
select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::integer[], $6::bigint[], $7::text[])

-- @event-arrays
insert into event (seq, entity_id, version, kind, at, org, actor, on_behalf_of, correlation, causation, config, body)
select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::text[])

-- @key-arrays
insert into idempotency_key (scope, key, entity_id, body_hash, expires_at)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])

-- @row-arrays
insert into ticket_row (
    id, number, org, status, kind, channel, priority, team, assignee, customer, region, created_at, updated_at, due_at,
    order_number, product, external_ref)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::bigint[], $15::text[], $16::text[], $17::text[])
