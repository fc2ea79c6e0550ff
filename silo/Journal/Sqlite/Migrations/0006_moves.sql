-- Set once this database begins to move to PostgreSQL: one row at most. Once completed it is not served any more.
create table move (
    id           text    not null primary key, -- the same on both sides
    place        text    not null,             -- the other side, without password
    started_at   integer not null,
    completed_at integer
);
