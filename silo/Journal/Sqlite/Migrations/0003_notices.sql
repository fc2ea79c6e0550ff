-- What people are told in the console; the body is the message as its event wrote it.
create table notice (
    id        integer not null primary key,
    principal text    not null,
    cause     text    not null,
    message   text    not null,
    ticket    text    not null,
    at        integer not null,
    body      text    not null,
    read_at   integer
);
-- Nobody is told twice of one event, and a message that is sent again has arrived already.
create unique index notice_cause on notice (cause, principal);
create index notice_unread on notice (principal, id) where read_at is null;
create index notice_read on notice (principal, id) where read_at is not null;
create index notice_ticket on notice (ticket);
create index notice_at on notice (at);
