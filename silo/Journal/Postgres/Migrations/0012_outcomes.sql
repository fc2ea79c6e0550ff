-- How promises came out, a moment behind the commits: reports read it. All of it follows from the journal and can be made anew.
create table sla_outcome (
    ticket text collate "C" not null,
    clock text collate "C" not null,
    started_at bigint not null,
    target text collate "C" not null,
    metric text collate "C" not null,
    policy text collate "C",
    policy_version integer,
    budget bigint not null,
    met boolean not null,
    decided_at bigint not null,
    ended_at bigint,
    margin bigint,
    team text collate "C",
    person text collate "C",
    primary key (ticket, clock, started_at)
);
create index sla_outcome_decided on sla_outcome (decided_at, ticket, clock, started_at);
-- Who had what a clock measured, stretch by stretch.
create table sla_holding (
    ticket text collate "C" not null,
    clock text collate "C" not null,
    started_at bigint not null,
    part integer not null,
    team text collate "C",
    person text collate "C",
    from_at bigint not null,
    to_at bigint not null,
    counted bigint not null,
    late bigint not null,
    primary key (ticket, clock, started_at, part)
);
