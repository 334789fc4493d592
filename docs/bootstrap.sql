-- For servers where the login of DATABASE_URL is no superuser. A superuser runs this once, connected to the platform database:
--     psql -d <platform database> -f bootstrap.sql
-- after naming the login here:
set dupabase.login = 'dupabase';

do $$
declare
    login text := current_setting('dupabase.login');
    shared text;
    version int := current_setting('server_version_num')::int;
begin
    if not exists (select from pg_roles where rolname = login) then
        raise exception 'create the login % first: create role % login password ''...''', login, login;
    end if;
    execute format('alter role %I createdb createrole', login);
    execute format('grant create, connect on database %I to %I', current_database(), login);
    execute format('revoke connect on database %I from public', current_database());

    -- The roles that all projects share.
    foreach shared in array array['anon', 'authenticated', 'service_role', 'dupabase_project_owner',
                                  'supabase_auth_admin', 'supabase_storage_admin'] loop
        if not exists (select from pg_roles where rolname = shared) then
            execute format('create role %I nologin noinherit', shared);
        end if;
        execute format('grant %I to %I with admin option', shared, login);
    end loop;
    alter role anon set statement_timeout = '3s';
    alter role authenticated set statement_timeout = '8s';

    -- Service keys pass by row level security; so do backups, from PostgreSQL 16 on.
    alter role service_role bypassrls;
    if version >= 140000 then
        execute format('grant pg_read_all_data to %I with admin option', login);
    end if;
    if version >= 160000 then
        execute format('alter role %I bypassrls', login);
    end if;
end
$$;

-- The logins of projects must not enter other databases. Do the same for every other database of the server.
revoke connect on database postgres, template1 from public;
