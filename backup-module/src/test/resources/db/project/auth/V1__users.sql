-- Stands for the schema of the auth module.
set search_path = auth;
create table users (
    id uuid primary key default gen_random_uuid(),
    email text unique,
    encrypted_password text,
    is_anonymous boolean not null default false,
    created_at timestamptz not null default now()
);
create table identities (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    provider text not null,
    unique (user_id, provider)
);
create table audit (id bigint generated always as identity primary key, user_id uuid references users (id), what text);
alter table users enable row level security;
create function uid() returns uuid language sql stable as $$
    select nullif(current_setting('request.jwt.claims', true)::jsonb ->> 'sub', '')::uuid
$$;
create function touch() returns trigger language plpgsql as $$ begin new.created_at := now(); return new; end $$;
create trigger touch_users before insert on users for each row execute function touch();
grant usage on schema auth to anon, authenticated, service_role, dupabase_project_owner;
grant execute on function uid() to public;
grant references, trigger on users to dupabase_project_owner;
grant select on users to dupabase_project_owner with grant option;
create table seeds (name text primary key);
insert into seeds values ('of the migration');
