-- How promises came out, a moment behind the commits: reports read it. All of it follows from the journal and can be made anew.
create table sla_outcome (
    ticket text not null,
    clock text not null,
    started_at integer not null,
    target text not null,
    metric text not null,
    policy text,
    policy_version integer,
    budget integer not null,
    met integer not null,
    decided_at integer not null,
    ended_at integer,
    margin integer,
    team text,
    person text,
    primary key (ticket, clock, started_at)
) without rowid;
create index sla_outcome_decided on sla_outcome (decided_at, ticket, clock, started_at);
-- Who had what a clock measured, stretch by stretch.
create table sla_holding (
    ticket text not null,
    clock text not null,
    started_at integer not null,
    part integer not null,
    team text,
    person text,
    from_at integer not null,
    to_at integer not null,
    counted integer not null,
    late integer not null,
    primary key (ticket, clock, started_at, part)
) without rowid;
