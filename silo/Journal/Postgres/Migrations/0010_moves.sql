-- Set where the data of a SQLite file moves in: one row at most. Until it is completed the database is not served.
create table move (
    id           text   collate "C" not null primary key, -- the same on both sides
    place        text   collate "C" not null,             -- the other side
    started_at   bigint not null,
    completed_at bigint
);
