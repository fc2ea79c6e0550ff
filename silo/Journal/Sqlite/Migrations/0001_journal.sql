-- Instants are UTC milliseconds since 1970; JSON is stored as text.

-- The fence: an update happens only where the version matches.
create table entity (
    id      text    not null primary key,
    kind    text    not null,
    org     text    not null,
    version integer not null,
    shape   integer not null,
    wake_at integer,
    state   text    not null
);
create index entity_wake on entity (wake_at, id, kind) where wake_at is not null;

create table event (
    seq          integer not null primary key,
    entity_id    text    not null,
    version      integer not null,
    kind         text    not null,
    at           integer not null,
    org          text    not null,
    actor        text    not null,
    on_behalf_of text,
    correlation  text,
    causation    text,
    config       text,
    body         text    not null
);
create unique index event_entity on event (entity_id, version);

-- Personal data and free text: events and snapshots refer to it by id, erasing a person deletes it here.
create table content (
    id      text not null primary key,
    subject text,
    kind    text not null,
    body    text not null
);
create index content_subject on content (subject) where subject is not null;

create table idempotency_key (
    scope      text not null,
    key        text not null,
    entity_id  text not null,
    body_hash  text not null,
    expires_at integer,
    primary key (scope, key)
) without rowid;

create table outbox (
    id         text    not null primary key,
    entity_id  text    not null,
    channel    text    not null,
    not_before integer not null,
    body       text    not null
);
create index outbox_due on outbox (not_before);

create table number_series (
    name text    not null primary key,
    next integer not null
) without rowid;

-- What lists, boards and reports read; no text, no personal data. The eight indexes are the lists' sort orders and filters.
create table ticket_row (
    row              integer not null primary key,
    id               text    not null unique,
    number           text    not null,
    org              text    not null,
    status           text    not null,
    kind             text    not null,
    channel          text    not null,
    priority         text    not null,
    team             text,
    assignee         text,
    customer         text,
    region           text,
    created_at       integer not null,
    updated_at       integer not null,
    due_at           integer,
    version          integer not null,
    due_target       text,
    breached         integer not null,
    escalation_level integer not null,
    resolved_at      integer,
    closed_at        integer,
    responded_at     integer,
    order_number     text,
    product          text,
    external_ref     text,
    amount_minor     integer,
    amount_currency  text,
    longitude        real,
    latitude         real,
    zone             text,
    engineer         text,
    content_ids      text    not null
);
create unique index ticket_row_number on ticket_row (number);
create index ticket_row_created on ticket_row (created_at, id);
create index ticket_row_status on ticket_row (status, created_at);
create index ticket_row_team on ticket_row (team, status, due_at);
create index ticket_row_assignee on ticket_row (assignee, status) where assignee is not null;
create index ticket_row_customer on ticket_row (customer, created_at) where customer is not null;
create index ticket_row_kind on ticket_row (kind, created_at);
create index ticket_row_due on ticket_row (due_at, id) where due_at is not null;

create table waiting_step (
    ticket text    not null,
    step   text    not null,
    team   text    not null,
    skills text    not null,
    since  integer not null,
    primary key (ticket, step)
) without rowid;
create index waiting_step_team on waiting_step (team, since);

-- How far each reader of the feed has come.
create table feed_position (
    reader text    not null primary key,
    seq    integer not null
) without rowid;

-- Tokens come ready-made from one function, so the index only splits at blanks. rowid is ticket_row.row.
create virtual table search using fts5 (tokens, content = '', contentless_delete = 1, tokenize = 'ascii', detail = 'none');
create table search_doc (
    row         integer not null primary key,
    fingerprint text    not null
);
