-- Who may use schema `public` (contracts/platform.md §16.2). Its owner, the project's owner role, is set
-- when a project is made from the template.
revoke all on schema public from public;
grant usage on schema public
    to anon, authenticated, service_role, supabase_auth_admin, supabase_storage_admin;

-- For what the provisioning login itself may make there; the owner role's own defaults come with the project.
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
