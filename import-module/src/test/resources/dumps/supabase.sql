-- What a hosted project looks like, as far as dumps show it.
create schema extensions; create schema auth; create schema storage; create schema realtime; create schema _realtime;
create schema graphql; create schema graphql_public; create schema vault; create schema pgsodium;
create schema supabase_functions; create schema supabase_migrations; create schema pgbouncer; create schema net;
create schema cron; create schema _analytics;
alter schema auth owner to supabase_admin;
grant all on schema auth, storage to supabase_auth_admin, supabase_storage_admin;
create extension "uuid-ossp" with schema extensions;
create extension pgcrypto with schema extensions;
create extension pg_stat_statements with schema extensions;
create extension citext with schema extensions;

set search_path = auth;
create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
create type auth.factor_status as enum ('unverified', 'verified');
create table auth.users (
    instance_id uuid, id uuid primary key, aud varchar(255), role varchar(255), email varchar(255) unique,
    encrypted_password varchar(255), email_confirmed_at timestamptz, invited_at timestamptz,
    confirmation_token varchar(255), recovery_token varchar(255), email_change_token_new varchar(255),
    email_change varchar(255), last_sign_in_at timestamptz, raw_app_meta_data jsonb, raw_user_meta_data jsonb,
    is_super_admin boolean, created_at timestamptz, updated_at timestamptz, phone text unique default null,
    phone_confirmed_at timestamptz, banned_until timestamptz, reauthentication_token varchar(255) default '',
    confirmed_at timestamptz generated always as (least(email_confirmed_at, phone_confirmed_at)) stored,
    is_sso_user boolean not null default false, deleted_at timestamptz, is_anonymous boolean not null default false,
    something_of_tomorrow text default 'x');
create table auth.identities (
    provider_id text not null, user_id uuid not null references auth.users on delete cascade, identity_data jsonb not null,
    provider text not null, last_sign_in_at timestamptz, created_at timestamptz, updated_at timestamptz,
    email text generated always as (lower(identity_data ->> 'email')) stored, id uuid primary key default gen_random_uuid());
create table auth.sessions (id uuid primary key, user_id uuid references auth.users on delete cascade);
create table auth.refresh_tokens (id bigserial primary key, token text, session_id uuid references auth.sessions);
create table auth.one_time_tokens (id uuid primary key, user_id uuid references auth.users, token_hash text);
create table auth.mfa_factors (id uuid primary key, user_id uuid references auth.users on delete cascade, friendly_name text,
    factor_type auth.factor_type not null, status auth.factor_status not null, created_at timestamptz not null,
    updated_at timestamptz not null, secret text);
create table auth.schema_migrations (version varchar(255) primary key);
create function auth.uid() returns uuid language sql stable as $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
create function auth.role() returns text language sql stable as $$ select 'anon'::text $$;
alter table auth.users enable row level security;
reset search_path;
alter table auth.users owner to supabase_auth_admin;
insert into auth.schema_migrations values ('20240101000000');
insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
    recovery_token, raw_app_meta_data, raw_user_meta_data, created_at, updated_at, phone, is_anonymous)
values
    ('00000000-0000-0000-0000-000000000000', '11111111-1111-1111-1111-111111111111', 'authenticated', 'authenticated',
     'ann@example.com', extensions.crypt('annas password', extensions.gen_salt('bf', 4)), '2024-01-01', '', 'a-token-of-ann',
     '{"provider": "email", "providers": ["email"]}', E'{"name": "Ann \\"the\\\\tester\\"\\n"}', '2024-01-01', '2024-01-02', null, false),
    ('00000000-0000-0000-0000-000000000000', '22222222-2222-2222-2222-222222222222', 'authenticated', 'service_role',
     'BOB@example.com', extensions.crypt('bobs password', extensions.gen_salt('bf', 4)), null, 'x', '',
     '{"provider": "google", "providers": ["google"]}', '{}', '2024-01-01', '2024-01-02', null, false),
    ('00000000-0000-0000-0000-000000000000', '33333333-3333-3333-3333-333333333333', 'authenticated', 'authenticated',
     null, null, null, '', '', '{}', '{}', '2024-01-01', '2024-01-02', '4712345678', false),
    ('00000000-0000-0000-0000-000000000000', '44444444-4444-4444-4444-444444444444', 'authenticated', 'authenticated',
     null, '', null, '', '', '{}', '{}', '2024-01-01', '2024-01-02', null, true),
    ('00000000-0000-0000-0000-000000000000', '55555555-5555-5555-5555-555555555555', 'authenticated', 'authenticated',
     null, null, null, '', '', '{}', '{}', '2024-01-01', '2024-01-02', null, false);
insert into auth.identities (provider_id, user_id, identity_data, provider, created_at, updated_at) values
    ('google-of-bob', '22222222-2222-2222-2222-222222222222', '{"sub": "google-of-bob", "email": "bob@example.com"}', 'google', now(), now());
insert into auth.sessions values ('99999999-9999-9999-9999-999999999999', '11111111-1111-1111-1111-111111111111');
insert into auth.refresh_tokens (token, session_id) values ('token', '99999999-9999-9999-9999-999999999999');
insert into auth.one_time_tokens values (gen_random_uuid(), '11111111-1111-1111-1111-111111111111', 'hash');
insert into auth.mfa_factors values
    (gen_random_uuid(), '11111111-1111-1111-1111-111111111111', 'phone of Ann', 'totp', 'verified', now(), now(), 'JBSWY3DPEHPK3PXP'),
    (gen_random_uuid(), '11111111-1111-1111-1111-111111111111', 'half done', 'totp', 'unverified', now(), now(), 'JBSWY3DPEHPK3PXQ');

create table storage.buckets (id text primary key, name text, public boolean);
create table storage.objects (id uuid primary key, bucket_id text references storage.buckets, name text, owner uuid);
create table storage.migrations (id int primary key, name text);
create function storage.foldername(name text) returns text[] language sql as $$ select string_to_array(name, '/') $$;
alter table storage.objects enable row level security;
alter table storage.objects owner to supabase_storage_admin;
create policy "anyone reads avatars" on storage.objects for select using (bucket_id = 'avatars');
insert into storage.buckets values ('avatars', 'avatars', true);
insert into storage.objects values (gen_random_uuid(), 'avatars', 'ann.png', null);

create table realtime.messages (id bigint, inserted_at timestamp not null) partition by range (inserted_at);
create table realtime.messages_2024 partition of realtime.messages for values from ('2024-01-01') to ('2025-01-01');
create function realtime.send(payload jsonb) returns void language plpgsql as 'begin end';
create table _realtime.tenants (id uuid primary key);
create function graphql_public.graphql(query text) returns jsonb language sql as $$ select '{}'::jsonb $$;
create function graphql.resolve() returns jsonb language sql as $$ select '{}'::jsonb $$;
create table vault.secrets (id uuid primary key, secret text);
create view vault.decrypted_secrets as select id, secret as decrypted_secret from vault.secrets;
insert into vault.secrets values (gen_random_uuid(), 'a secret of the old house');
create table pgsodium.key (id uuid primary key);
create table supabase_functions.hooks (id bigserial primary key);
create function supabase_functions.http_request() returns trigger language plpgsql as 'begin return new; end';
create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
insert into supabase_migrations.schema_migrations values ('20240101', array['create table auth.users ();'], 'init');
create function pgbouncer.get_auth(p text) returns text language sql as $$ select p $$;
create function net.http_post(url text) returns bigint language sql as $$ select 1::bigint $$;
create table cron.job (jobid bigint);

create table public.profiles (
    id uuid primary key references auth.users on delete cascade,
    token uuid default extensions.uuid_generate_v4(), nick extensions.citext, extensions text);
create table public.todos (id bigint generated by default as identity primary key, owner uuid default auth.uid() references auth.users, title text);
create table public.auth_and_storage (id int primary key, auth text, note text);
create table public.closed (id int primary key, secret text);
create function public.handle_new_user() returns trigger language plpgsql security definer set search_path = '' as
    $$ begin insert into public.profiles (id) values (new.id); return new; end $$;
create trigger on_auth_user_created after insert on auth.users for each row execute function public.handle_new_user();
create trigger webhook after insert on public.todos for each row execute function supabase_functions.http_request('https://example.com', 'POST');
alter table public.profiles enable row level security;
alter table public.todos enable row level security;
alter table public.auth_and_storage enable row level security;
create policy "own todos" on public.todos for all to authenticated using (auth.uid() = owner) with check (auth.uid() = owner);
create policy "all profiles" on public.profiles for select using (true);
create policy "the dashboard" on public.todos to dashboard_user using (true);
create policy "the words auth.users and storage" on public.auth_and_storage to anon using (note <> 'auth.users');
create view public.open_secrets as select decrypted_secret from vault.decrypted_secrets;
grant all on public.profiles, public.todos, public.auth_and_storage to anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public grant all on tables to anon, authenticated, service_role;
insert into public.profiles (id, nick) select id, 'user ' || left(id::text, 1) from auth.users where id::text !~ '^5';
insert into public.todos (owner, title) select id, 'auth.users; is a word' from auth.users where email is not null;
insert into public.auth_and_storage values (1, 'x', 'storage.objects');
insert into public.closed values (1, 'of nobody');
create publication supabase_realtime for table public.todos;
create function extensions.pgrst_ddl_watch() returns event_trigger language plpgsql as 'begin end';
create event trigger pgrst_ddl_watch on ddl_command_end execute function extensions.pgrst_ddl_watch();
select lo_from_bytea(0, 'a large object');
