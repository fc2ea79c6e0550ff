-- What comes thick and fast is one notice that grows: the head counts its parts, which are told of with it and listed under it.
alter table notice add column kind text collate "C" not null default '';
alter table notice add column began bigint not null default 0;
alter table notice add column count integer not null default 1;
alter table notice add column head bigint;
drop index notice_unread;
drop index notice_read;
create index notice_unread on notice (principal, id) where read_at is null and head is null;
create index notice_read on notice (principal, id) where read_at is not null and head is null;
create index notice_head on notice (head, id) where head is not null;
-- Each channel out of the system takes its own messages.
drop index outbox_due;
create index outbox_due on outbox (channel, not_before);
