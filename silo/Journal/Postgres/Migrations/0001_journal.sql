-- Instants are UTC milliseconds since 1970; JSON is stored as text, cast it to jsonb to look inside.
-- Identifiers compare bytewise (collate "C"): the same order on every machine, and ranges of org paths work.

-- One row: the journal's last number, and the number up to which partitions of event exist. Every writer locks it first.
create table journal_head (
    one            boolean not null primary key default true check (one),
    seq            bigint  not null,
    partitioned_to bigint  not null
) with (fillfactor = 10);

-- The fence: an update happens only where the version matches.
create table entity (
    id      text    collate "C" not null primary key,
    kind    text    collate "C" not null,
    org     text    collate "C" not null,
    version bigint  not null,
    shape   integer not null,
    wake_at bigint,
    state   text    not null
) with (fillfactor = 70);
create index entity_wake on entity (wake_at, id) where wake_at is not null;

create table event (
    seq          bigint not null primary key,
    entity_id    text   collate "C" not null,
    version      bigint not null,
    kind         text   collate "C" not null,
    at           bigint not null,
    org          text   collate "C" not null,
    actor        text   collate "C" not null,
    on_behalf_of text   collate "C",
    correlation  text   collate "C",
    causation    text   collate "C",
    config       text   collate "C",
    body         text   not null
) partition by range (seq);
create index event_entity on event (entity_id, version);

-- Adds the partition that starts at a number and returns where it ends.
-- Made apart and attached, because that locks out neither readers nor writers of the other partitions.
create function journal_add_partition(p_from bigint) returns bigint language plpgsql as $$
declare
    p_to constant bigint := p_from + 5000000;
    name constant text := 'event_' || lpad(((p_from - 1) / 5000000)::text, 6, '0');
begin
    execute format('create table %I (like event including defaults including indexes)', name);
    execute format('alter table event attach partition %I for values from (%s) to (%s)', name, p_from, p_to);
    return p_to;
end
$$;
insert into journal_head (seq, partitioned_to) values (0, journal_add_partition(1));

-- Personal data and free text: events and snapshots refer to it by id, erasing a person deletes it here.
create table content (
    id      text collate "C" not null primary key,
    subject text collate "C",
    kind    text collate "C" not null,
    body    text not null
);
create index content_subject on content (subject) where subject is not null;

create table idempotency_key (
    scope      text   collate "C" not null,
    key        text   collate "C" not null,
    entity_id  text   collate "C" not null,
    body_hash  text   collate "C" not null,
    expires_at bigint,
    primary key (scope, key)
);

create table outbox (
    id         text   collate "C" not null primary key,
    entity_id  text   collate "C" not null,
    channel    text   collate "C" not null,
    not_before bigint not null,
    body       text   not null
);
create index outbox_due on outbox (not_before);

create table number_series (
    name text   collate "C" not null primary key,
    next bigint not null
);

-- What lists, boards and reports read; no text, no personal data. The eight indexes are the lists' sort orders and filters.
create table ticket_row (
    id               text    collate "C" not null primary key,
    number           text    collate "C" not null,
    org              text    collate "C" not null,
    status           text    collate "C" not null,
    kind             text    collate "C" not null,
    channel          text    collate "C" not null,
    priority         text    collate "C" not null,
    team             text    collate "C",
    assignee         text    collate "C",
    customer         text    collate "C",
    region           text    collate "C",
    created_at       bigint  not null,
    updated_at       bigint  not null,
    due_at           bigint,
    version          bigint  not null,
    due_target       text    collate "C",
    breached         boolean not null,
    escalation_level integer not null,
    resolved_at      bigint,
    closed_at        bigint,
    responded_at     bigint,
    order_number     text    collate "C",
    product          text    collate "C",
    external_ref     text    collate "C",
    amount_minor     bigint,
    amount_currency  text    collate "C",
    longitude        double precision,
    latitude         double precision,
    zone             text    collate "C",
    engineer         text    collate "C",
    content_ids      text    collate "C" not null
) with (fillfactor = 80);
create unique index ticket_row_number on ticket_row (number);
create index ticket_row_created on ticket_row (created_at, id);
create index ticket_row_status on ticket_row (status, created_at);
create index ticket_row_team on ticket_row (team, status, due_at);
create index ticket_row_assignee on ticket_row (assignee, status) where assignee is not null;
create index ticket_row_customer on ticket_row (customer, created_at) where customer is not null;
create index ticket_row_kind on ticket_row (kind, created_at);
create index ticket_row_due on ticket_row (due_at, id) where due_at is not null;

create table waiting_step (
    ticket text   collate "C" not null,
    step   text   collate "C" not null,
    team   text   collate "C" not null,
    skills text   collate "C" not null,
    since  bigint not null,
    primary key (ticket, step)
);
create index waiting_step_team on waiting_step (team, since);

-- How far each reader of the feed has come.
create table feed_position (
    reader text   collate "C" not null primary key,
    seq    bigint not null
);

-- Tokens come ready-made from one function and pass no parser of the database.
create table search (
    ticket      text     collate "C" not null primary key,
    fingerprint text     collate "C" not null,
    tokens      tsvector not null
);
create index search_tokens on search using gin (tokens);
