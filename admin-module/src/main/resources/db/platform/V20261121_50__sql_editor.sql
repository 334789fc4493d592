-- The SQL editor (contracts/platform.md §9): what runs at this moment, so that any instance can cancel it,
-- and saved queries.
create table platform.sql_runs (
    project_id uuid not null references platform.projects (id) on delete cascade,
    request_id text not null check (request_id ~ '^[A-Za-z0-9_.-]{1,64}$'),
    user_id uuid not null references platform.users (id) on delete cascade,
    backend_pid integer not null,
    backend_start timestamptz not null,
    started_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (project_id, request_id)
);
create index sql_runs_old on platform.sql_runs (expires_at);
comment on column platform.sql_runs.expires_at is 'By then it is over, even if its instance died';

create table platform.saved_queries (
    id uuid primary key default gen_random_uuid(),
    project_id uuid not null references platform.projects (id) on delete cascade,
    user_id uuid references platform.users (id) on delete cascade,
    name text not null check (length(name) between 1 and 200),
    query text not null check (length(query) <= 200000),
    description text not null default '' check (length(description) <= 2000),
    shared boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index saved_queries_project on platform.saved_queries (project_id, user_id);
create index saved_queries_user on platform.saved_queries (user_id);
comment on column platform.saved_queries.user_id is 'Whose it is; only the owner sees it unless it is shared';
