-- The version of the project's catalogue: it moves with every change of the schema, whoever makes it
-- (DESIGN §4). Runs as the provisioning login; nothing here depends on what tenants can write.
grant usage on schema _dupabase to public;

create sequence _dupabase.schema_version as bigint cache 1;
select nextval('_dupabase.schema_version');
grant select on sequence _dupabase.schema_version to public;

-- nextval shows before the change commits. The lock, shared so that changes do not wait for each other,
-- is held until after the commit is visible: whoever reads the version and then finds nobody holding
-- this lock in pg_locks (classid 1685418081, objid 1, objsubid 2) has seen all of that version's changes.
create function _dupabase.on_ddl_command_end() returns event_trigger
language plpgsql security definer set search_path = '' as $$
begin
    if tg_tag <> 'REFRESH MATERIALIZED VIEW' and exists (
            select from pg_catalog.pg_event_trigger_ddl_commands()
            where schema_name is distinct from 'pg_temp') then
        perform pg_catalog.pg_advisory_xact_lock_shared(1685418081, 1);
        perform pg_catalog.nextval('_dupabase.schema_version');
    end if;
end
$$;

create function _dupabase.on_sql_drop() returns event_trigger
language plpgsql security definer set search_path = '' as $$
begin
    if exists (
            select from pg_catalog.pg_event_trigger_dropped_objects()
            where not is_temporary) then
        perform pg_catalog.pg_advisory_xact_lock_shared(1685418081, 1);
        perform pg_catalog.nextval('_dupabase.schema_version');
    end if;
end
$$;

revoke all on function _dupabase.on_ddl_command_end(), _dupabase.on_sql_drop() from public;

-- Only superusers make event triggers; without them caches go by age (DESIGN §4).
do $$
begin
    if (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
        create event trigger dupabase_ddl_command_end on ddl_command_end
            execute function _dupabase.on_ddl_command_end();
        create event trigger dupabase_sql_drop on sql_drop
            execute function _dupabase.on_sql_drop();
    end if;
end
$$;
