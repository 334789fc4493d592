-- Imports (contracts/platform.md §15, §19) and the files that wait for them. Accounts and projects
-- are other modules' tables: rows go with the project, and forget the account.

create table platform.import_uploads (
    id uuid primary key,
    project_id uuid not null references platform.projects (id) on delete cascade,
    created_by uuid,
    file_name text not null,
    file_size bigint not null,
    complete boolean not null default false,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index import_uploads_project on platform.import_uploads (project_id);

create table platform.import_tasks (
    id bigint primary key default nextval('platform.task_ids'),
    project_id uuid not null references platform.projects (id) on delete cascade,
    user_id uuid,
    upload_id uuid not null,
    db_name text not null,
    file_name text not null,
    file_size bigint not null,
    format text not null check (format in ('custom', 'tar', 'directory', 'sql')),
    options jsonb not null,
    status text not null check (status in ('uploading', 'running', 'completed', 'failed', 'cancelled')),
    error_message text,
    tables_imported int,
    progress jsonb not null,
    warnings jsonb not null default '[]',
    started_at timestamptz not null default now(),
    completed_at timestamptz,
    attempt int not null default 1,
    heartbeat_at timestamptz not null default now(),
    committing boolean not null default false
);
comment on column platform.import_tasks.attempt is 'grows when a restart takes up an import that was interrupted';
comment on column platform.import_tasks.committing is 'from here on it cannot be cancelled';
create index import_tasks_newest on platform.import_tasks (project_id, id desc);
create index import_tasks_user on platform.import_tasks (user_id);
-- Only one at a time.
create unique index import_tasks_running on platform.import_tasks (project_id)
    where status in ('uploading', 'running');
