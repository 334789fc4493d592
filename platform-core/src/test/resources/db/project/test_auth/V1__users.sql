create table auth.users (
    id uuid primary key default gen_random_uuid(),
    email text not null,
    encrypted_password text
);
grant usage on schema auth to anon, authenticated, service_role, dupabase_project_owner;
grant select, references, trigger on auth.users to dupabase_project_owner;
