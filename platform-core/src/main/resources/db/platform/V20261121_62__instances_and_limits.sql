-- The processes that share this database (docs/operations.md).
create table platform.instances (
    id uuid primary key,
    host text not null,
    port integer not null,
    started_at timestamptz not null default now(),
    seen_at timestamptz not null default now()
);

-- How many permits are missing from the buckets that several instances draw from. What a crash of
-- PostgreSQL loses of it is a few seconds of counting.
create unlogged table platform.rate_limit_levels (
    bucket bytea primary key,
    level double precision not null,
    per_second double precision not null,
    updated_at timestamptz not null
) with (fillfactor = 70);
comment on column platform.rate_limit_levels.bucket is 'SHA-256 of limiter, limit and caller';
comment on column platform.rate_limit_levels.per_second is 'How fast they come back';

-- What an organisation may use, where that differs from the platform's settings. Null: it does not; -1, or
-- a rate of off: no limit.
create table platform.org_limits (
    org_id uuid primary key,
    projects integer check (projects >= -1),
    connections integer check (connections = -1 or connections > 0),
    database_bytes bigint check (database_bytes >= -1),
    request_rate text,
    updated_at timestamptz not null default now()
);
