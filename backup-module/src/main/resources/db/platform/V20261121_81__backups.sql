-- Backups of projects to S3 (contracts/platform.md §13). Organisations and accounts belong to another
-- module: what is deleted there is told by events.

-- Where backups are. A place that an organisation has left keeps its keys, so that what lies there can
-- still be restored and thrown away.
create table platform.backup_locations (
    id uuid primary key,
    org_id uuid not null,
    endpoint text not null,
    region text not null,
    bucket text not null,
    keys bytea not null,
    created_at timestamptz not null default now(),
    unique (org_id, endpoint, region, bucket)
);
comment on column platform.backup_locations.keys is 'Sealed JSON: access key and secret key';

create table platform.backup_settings (
    id uuid primary key,
    org_id uuid not null unique,
    location_id uuid not null references platform.backup_locations (id),
    path_prefix text not null,
    schedule text not null check (schedule in ('hourly', 'daily', 'weekly')),
    retention_days integer not null check (retention_days between 1 and 3650),
    project_ids uuid[] not null default '{}',
    enabled boolean not null,
    verify boolean not null default false,
    encryption text not null default 'none' check (encryption in ('none', 'age')),
    age_recipients text[] not null default '{}',
    age_public_key text,
    age_identity bytea,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column platform.backup_settings.project_ids is 'Empty: all projects of the organisation';
comment on column platform.backup_settings.age_identity is 'Sealed: the key that opens the organisation''s encrypted backups';

create table platform.backup_history (
    id bigint generated always as identity primary key,
    org_id uuid not null,
    project_id uuid not null,
    project_ref text not null,
    project_name text not null,
    db_name text not null,
    location_id uuid not null references platform.backup_locations (id),
    s3_key text not null,
    trigger text not null check (trigger in ('manual', 'schedule', 'final')),
    status text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
    phase text not null,
    attempts integer not null default 0,
    upload_id text,
    encrypted boolean not null,
    verify boolean not null,
    done_bytes bigint not null default 0,
    size_bytes bigint,
    sha256 text,
    manifest jsonb,
    error_message text,
    requested_by uuid,
    started_at timestamptz not null default now(),
    completed_at timestamptz,
    verified_at timestamptz,
    verify_error text,
    deleted_at timestamptz,
    unique (location_id, s3_key)
);
comment on column platform.backup_history.upload_id is 'Of the multipart upload that is under way';
comment on column platform.backup_history.deleted_at is 'When its object was thrown away';
-- One run at a time for each project, whatever the number of instances.
create unique index backup_history_running on platform.backup_history (project_id) where status = 'running';
create index backup_history_org on platform.backup_history (org_id, id desc);
create index backup_history_project on platform.backup_history (project_id, id desc);

create table platform.backup_restores (
    id bigint primary key default nextval('platform.task_ids'),
    history_id bigint not null references platform.backup_history (id),
    org_id uuid not null,
    project_id uuid not null,
    db_name text not null,
    dry_run boolean not null,
    status text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
    phase text not null,
    done bigint not null default 0,
    total bigint not null default 0,
    current text not null default '',
    attempts integer not null default 0,
    tables_restored integer,
    warnings text[] not null default '{}',
    error_message text,
    requested_by uuid,
    started_at timestamptz not null default now(),
    completed_at timestamptz,
    kept_database text,
    kept_until timestamptz
);
comment on column platform.backup_restores.project_id is 'Whose database is replaced';
comment on column platform.backup_restores.kept_database is 'The database that was replaced, until it is dropped';
create unique index backup_restores_running on platform.backup_restores (project_id) where status = 'running';
create index backup_restores_project on platform.backup_restores (project_id, id desc);
create index backup_restores_org on platform.backup_restores (org_id);
create index backup_restores_history on platform.backup_restores (history_id);
