-- How often sending was tried; decides how long the next try waits.
alter table outbox add column attempts integer not null default 0;
