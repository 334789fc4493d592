-- Accounts of the platform, their sessions and their PostgreSQL logins (contracts/platform.md §5, §19).
create table platform.users (
    id uuid primary key default gen_random_uuid(),
    email text not null unique check (email = lower(email) and length(email) between 3 and 254),
    password_hash text not null,
    display_name text check (length(display_name) <= 100),
    is_admin boolean not null default false,
    token_version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index users_created on platform.users (created_at, id);
comment on column platform.users.password_hash is 'bcrypt, cost 12';
comment on column platform.users.token_version is 'Tokens of another version are refused';

create table platform.pg_users (
    user_id uuid primary key references platform.users (id) on delete cascade,
    pg_username text not null unique check (pg_username ~ '^u_[0-9a-f]{12}$'),
    pg_password_encrypted text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column platform.pg_users.pg_password_encrypted is
    'Sealed under a key derived from the account''s password: hex(salt):hex(nonce):hex(tag):hex(ciphertext)';

create table platform.sessions (
    id uuid primary key,
    user_id uuid not null references platform.users (id) on delete cascade,
    ip_address text not null,
    user_agent text not null,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index sessions_user on platform.sessions (user_id);
create index sessions_expired on platform.sessions (expires_at);

-- Wrong passwords, counted for unknown addresses too, so that a lock tells nothing.
create table platform.login_attempts (
    email_hash bytea not null,
    network text not null,
    failures integer not null,
    last_failure_at timestamptz not null,
    primary key (email_hash, network)
);
create index login_attempts_old on platform.login_attempts (last_failure_at);
comment on column platform.login_attempts.network is 'Where they came from; empty: from anywhere';

create table platform.settings (
    key text primary key,
    value text not null,
    updated_at timestamptz not null default now()
);

create table platform.invites (
    id uuid primary key default gen_random_uuid(),
    code text not null unique check (code ~ '^[0-9a-f]{32}$'),
    email text,
    created_by uuid references platform.users (id) on delete set null,
    used_by uuid references platform.users (id) on delete set null,
    used_at timestamptz,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
);
