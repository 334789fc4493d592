create table auth.users (
    id uuid primary key default gen_random_uuid(),
    email text not null,
    encrypted_password text
);
create function auth.uid() returns uuid language sql stable as $$
    select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
grant usage on schema auth to anon, authenticated, service_role, dupabase_project_owner;
grant select, references, trigger on auth.users to dupabase_project_owner;
insert into auth.users (email, encrypted_password) values ('ann@example.com', 'hash');
