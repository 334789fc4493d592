-- What Dupabase knows of its projects (DESIGN §2, §3, §7). `org_id` gets its foreign key from the
-- module that owns organisations.
create table platform.projects (
    id uuid primary key,
    database_id bigint generated always as identity unique,
    ref text not null unique check (ref ~ '^[a-z]{20}$'),
    org_id uuid not null,
    created_by uuid,
    name text not null check (length(name) between 1 and 100),
    db_name text not null unique check (db_name ~ '^proj_[0-9a-f]{16}$'),
    region text not null default 'local',
    site_url text not null,
    settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
    status text not null check (status in ('creating', 'active', 'paused', 'deleting', 'deleted')),
    step text not null,
    secrets bytea,
    schema_versions text not null default '',
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    status_since timestamptz not null default now(),
    check (secrets is not null or status = 'deleted')
);
comment on column platform.projects.step is 'The last finished step of the saga that creates or deletes it';
comment on column platform.projects.secrets is 'Sealed JSON of all its secrets; null once it is deleted';
comment on column platform.projects.schema_versions is 'The versions of the schemas in its database, such as _dupabase=2,auth=4';

create unique index projects_name on platform.projects (org_id, lower(name)) where status <> 'deleted';
create index projects_unfinished on platform.projects (status_since) where status in ('creating', 'deleting');

-- New-style keys. The key itself is shown once and never stored.
create table platform.project_api_keys (
    id uuid primary key,
    project_id uuid not null references platform.projects (id) on delete cascade,
    name text not null check (length(name) between 1 and 100),
    kind text not null check (kind in ('publishable', 'secret')),
    prefix text not null,
    hash bytea not null unique check (length(hash) = 32),
    created_by uuid,
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at timestamptz
);
comment on column platform.project_api_keys.hash is 'SHA-256 of the key';
create index project_api_keys_project on platform.project_api_keys (project_id);

create table platform.project_domains (
    domain text primary key check (domain = lower(domain) and length(domain) <= 253),
    project_id uuid not null references platform.projects (id) on delete cascade,
    created_at timestamptz not null default now()
);
create index project_domains_project on platform.project_domains (project_id);
