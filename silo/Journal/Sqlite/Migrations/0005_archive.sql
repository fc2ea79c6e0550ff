-- Tickets that ended long ago: their state moves here, so that what is worked on stays together. Events and list row stay.
create table archived_entity (
    id      text    not null primary key,
    kind    text    not null,
    org     text    not null,
    version integer not null,
    shape   integer not null,
    wake_at integer,
    state   text    not null
);

create view known_entity as
    select id, kind, org, version, shape, wake_at, state, 0 as archived from entity
    union all
    select id, kind, org, version, shape, wake_at, state, 1 from archived_entity;

-- Up to which end of tickets the archive has come, UTC milliseconds.
create table archive_position (closed_at integer not null);
insert into archive_position (closed_at) values (0);

create index ticket_row_closed on ticket_row (closed_at) where closed_at is not null;
