-- Organisations own projects; their members have ranks (contracts/platform.md §6, §19).
create table platform.organizations (
    id uuid primary key default gen_random_uuid(),
    name text not null check (length(name) between 1 and 100),
    slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,48}[a-z0-9]$'),
    personal_of uuid unique references platform.users (id),
    created_by uuid references platform.users (id) on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column platform.organizations.personal_of is
    'The account whose personal organisation it is; null for shared ones';

create table platform.org_members (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references platform.organizations (id) on delete cascade,
    user_id uuid not null references platform.users (id) on delete cascade,
    role text not null check (role in ('owner', 'admin', 'developer', 'viewer')),
    created_at timestamptz not null default now(),
    unique (org_id, user_id)
);
create index org_members_user on platform.org_members (user_id);
create unique index org_members_owner on platform.org_members (org_id) where role = 'owner';

create table platform.org_invites (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references platform.organizations (id) on delete cascade,
    email text not null check (email = lower(email)),
    role text not null check (role in ('admin', 'developer', 'viewer')),
    invited_by uuid references platform.users (id) on delete set null,
    token_hash bytea not null unique,
    accepted_at timestamptz,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
);
create index org_invites_org on platform.org_invites (org_id);
