-- Where extensions live. Later versions of this file's schema must not create extensions in projects
-- that exist: their owners can write here, and an extension's script runs with the installer's rights.
grant usage on schema extensions to public;
grant create on schema extensions to dupabase_project_owner;

do $$
declare
    wanted text;
begin
    foreach wanted in array array['pgcrypto', 'uuid-ossp'] loop
        if exists (select from pg_catalog.pg_available_extensions where name = wanted) then
            execute format('create extension if not exists %I schema extensions', wanted);
        end if;
    end loop;
end
$$;
