-- Beyond Supabase's tables, so that a dump of those loads as it is.
set local search_path = auth;

-- Names that users may sign in by.
create table usernames (
    user_id uuid primary key references users (id) on delete cascade,
    username text not null,
    username_key text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index usernames_username_key_key on usernames (username_key);
alter table usernames enable row level security;

-- The orders in which administrators' lists are read by key.
create index users_keyset_idx
    on users (coalesce(created_at, timestamptz '0001-01-01 00:00:00Z'), id);
create index audit_log_entries_keyset_idx on audit_log_entries (created_at desc, id desc);
