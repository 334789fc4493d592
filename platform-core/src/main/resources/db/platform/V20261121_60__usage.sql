-- What projects use, counted by each instance and added up here (docs/adr/0030-usage.md).
create function platform.add_counts(a bigint[], b bigint[]) returns bigint[]
language sql immutable as $$
    select array_agg(coalesce(x, 0) + coalesce(y, 0) order by place)
    from unnest(a, b) with ordinality as both_of(x, y, place)
$$;

create table platform.api_usage_hourly (
    project_id uuid not null references platform.projects (id) on delete cascade,
    hour timestamptz not null,
    class text not null,
    requests bigint not null,
    client_errors bigint not null,
    server_errors bigint not null,
    rows bigint not null,
    bytes_in bigint not null,
    bytes_out bigint not null,
    micros bigint not null,
    latency bigint[] not null,
    primary key (project_id, hour, class)
);
create index api_usage_hourly_old on platform.api_usage_hourly (hour);
comment on column platform.api_usage_hourly.micros is 'The sum of all durations';
comment on column platform.api_usage_hourly.latency is 'How many requests fell into each bucket of durations';

create table platform.api_usage_daily (
    project_id uuid not null references platform.projects (id) on delete cascade,
    day date not null,
    class text not null,
    requests bigint not null,
    client_errors bigint not null,
    server_errors bigint not null,
    rows bigint not null,
    bytes_in bigint not null,
    bytes_out bigint not null,
    micros bigint not null,
    latency bigint[] not null,
    primary key (project_id, day, class)
);
create index api_usage_daily_old on platform.api_usage_daily (day);

-- One row for each user and month; a bit for each day on which the user got a token.
create table platform.active_users (
    project_id uuid not null references platform.projects (id) on delete cascade,
    month date not null,
    user_id uuid not null,
    days integer not null,
    primary key (project_id, month, user_id)
);
create index active_users_old on platform.active_users (month);

create table platform.project_sizes (
    project_id uuid primary key references platform.projects (id) on delete cascade,
    database_bytes bigint not null,
    measured_at timestamptz not null default now()
);

-- The largest of each day.
create table platform.project_sizes_daily (
    project_id uuid not null references platform.projects (id) on delete cascade,
    day date not null,
    database_bytes bigint not null,
    primary key (project_id, day)
);
create index project_sizes_daily_old on platform.project_sizes_daily (day);
