-- The whole schema of a project's database as one JSON document (studio.catalog). Runs as the project's
-- owner role in a read-only transaction; names are qualified, so that nothing a tenant made is found.
-- Parameters: names of schemas left out; a pattern of columns left out (null: none).
with params as materialized (
    select $1::text[] as hidden_schemas, $2::text as hidden_columns
), schema as materialized (
    select n.oid, n.nspname, n.nspowner, n.nspname in ('auth', 'storage', 'extensions') as managed
    from pg_catalog.pg_namespace n, params
    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', '_dupabase')
        and n.nspname <> all (params.hidden_schemas)
), relation as materialized (
    select c.oid, c.relname, c.relkind, c.relnamespace, s.nspname, c.relrowsecurity, c.relforcerowsecurity,
        c.reltuples, c.relispartition, c.relowner, c.relpersistence
    from pg_catalog.pg_class c join schema s on s.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
), member as materialized (
    -- what belongs to an extension is not shown one by one
    select d.classid, d.objid from pg_catalog.pg_depend d
    where d.deptype = 'e' and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
), col as materialized (
    select a.attrelid, a.attnum, pg_catalog.json_build_object(
        'name', a.attname,
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
        'type_schema', tn.nspname,
        'nullable', not a.attnotnull,
        'default', case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end,
        'is_identity', a.attidentity <> '',
        'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by_default' end,
        'is_generated', a.attgenerated <> '',
        'generated', case when a.attgenerated <> '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end,
        'comment', pg_catalog.col_description(a.attrelid, a.attnum),
        'enum_values', case when t.typtype = 'e' then (
            select pg_catalog.json_agg(e.enumlabel order by e.enumsortorder)
            from pg_catalog.pg_enum e where e.enumtypid = t.oid) end,
        'position', a.attnum) as body
    from pg_catalog.pg_attribute a
    join relation r on r.oid = a.attrelid
    join pg_catalog.pg_type t on t.oid = a.atttypid
    join pg_catalog.pg_namespace tn on tn.oid = t.typnamespace
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    cross join params
    where a.attnum > 0 and not a.attisdropped
        and (params.hidden_columns is null
            or pg_catalog.regexp_replace(a.attname, '([a-z0-9])([A-Z])', '\1_\2', 'g') !~* params.hidden_columns)
), con as materialized (
    select k.oid, k.conrelid, k.conname, k.contype, k.confrelid, k.confupdtype, k.confdeltype,
        k.condeferrable, k.condeferred, k.convalidated,
        (select pg_catalog.json_agg(a.attname order by u.place)
         from pg_catalog.unnest(k.conkey) with ordinality as u (num, place)
         join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num) as columns,
        (select pg_catalog.json_agg(a.attname order by u.place)
         from pg_catalog.unnest(k.confkey) with ordinality as u (num, place)
         join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num) as target_columns,
        pg_catalog.pg_get_constraintdef(k.oid, true) as definition
    from pg_catalog.pg_constraint k join relation r on r.oid = k.conrelid
    where k.contype in ('p', 'u', 'f', 'c', 'x')
), rule(letter, words) as (
    values ('a', 'no action'), ('r', 'restrict'), ('c', 'cascade'), ('n', 'set null'), ('d', 'set default')
)
select pg_catalog.json_build_object(
    'schemas', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', s.nspname,
            'owner', pg_catalog.pg_get_userbyid(s.nspowner),
            'managed', s.managed,
            'can_create', pg_catalog.has_schema_privilege(s.oid, 'create'),
            'comment', pg_catalog.obj_description(s.oid, 'pg_namespace')) order by s.nspname), '[]')
        from schema s),
    'tables', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', r.nspname,
            'name', r.relname,
            'kind', case r.relkind when 'r' then 'table' when 'p' then 'partitioned_table' when 'v' then 'view'
                when 'm' then 'materialized_view' else 'foreign_table' end,
            'owner', pg_catalog.pg_get_userbyid(r.relowner),
            'is_partition', r.relispartition,
            'extension', exists (
                select from member m
                where m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and m.objid = r.oid),
            'comment', pg_catalog.obj_description(r.oid, 'pg_class'),
            'rls_enabled', r.relrowsecurity,
            'rls_forced', r.relforcerowsecurity,
            'row_estimate', nullif(r.reltuples::pg_catalog.int8, -1),
            'total_bytes', case when r.relkind in ('r', 'm', 'p') then pg_catalog.pg_total_relation_size(r.oid) end,
            'definition', case when r.relkind in ('v', 'm') then pg_catalog.pg_get_viewdef(r.oid, true) end,
            'columns', coalesce((
                select pg_catalog.json_agg(col.body order by col.attnum) from col where col.attrelid = r.oid), '[]'),
            'primary_key', coalesce((
                select con.columns from con where con.conrelid = r.oid and con.contype = 'p'), '[]'),
            'constraints', coalesce((
                select pg_catalog.json_agg(pg_catalog.json_build_object(
                    'name', con.conname,
                    'kind', case con.contype when 'p' then 'primary_key' when 'u' then 'unique' when 'c' then 'check'
                        else 'exclusion' end,
                    'columns', coalesce(con.columns, '[]'),
                    'definition', con.definition,
                    'deferrable', con.condeferrable,
                    'validated', con.convalidated) order by con.contype, con.conname)
                from con where con.conrelid = r.oid and con.contype <> 'f'), '[]'),
            'foreign_keys', coalesce((
                select pg_catalog.json_agg(pg_catalog.json_build_object(
                    'name', con.conname,
                    'columns', con.columns,
                    'target_schema', tn.nspname,
                    'target_table', t.relname,
                    'target_columns', con.target_columns,
                    'on_update', (select words from rule where letter = con.confupdtype),
                    'on_delete', (select words from rule where letter = con.confdeltype),
                    'definition', con.definition,
                    'deferrable', con.condeferrable,
                    'validated', con.convalidated) order by con.conname)
                from con
                join pg_catalog.pg_class t on t.oid = con.confrelid
                join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
                where con.conrelid = r.oid and con.contype = 'f'), '[]'),
            'indexes', coalesce((
                select pg_catalog.json_agg(pg_catalog.json_build_object(
                    'name', ic.relname,
                    'definition', pg_catalog.pg_get_indexdef(i.indexrelid),
                    'method', am.amname,
                    'is_unique', i.indisunique,
                    'is_primary', i.indisprimary,
                    'is_valid', i.indisvalid,
                    'is_partial', i.indpred is not null,
                    'columns', coalesce((
                        select pg_catalog.json_agg(
                            pg_catalog.pg_get_indexdef(i.indexrelid, place, true) order by place)
                        from pg_catalog.generate_series(1, i.indnkeyatts) place), '[]'),
                    'of_constraint', exists (select from con where con.conrelid = r.oid and con.conname = ic.relname),
                    'bytes', pg_catalog.pg_relation_size(i.indexrelid)) order by ic.relname)
                from pg_catalog.pg_index i
                join pg_catalog.pg_class ic on ic.oid = i.indexrelid
                join pg_catalog.pg_am am on am.oid = ic.relam
                where i.indrelid = r.oid), '[]'),
            'triggers', coalesce((
                select pg_catalog.json_agg(pg_catalog.json_build_object(
                    'name', t.tgname,
                    'enabled', t.tgenabled <> 'D',
                    'function_schema', fn.nspname,
                    'function', f.proname,
                    'definition', pg_catalog.pg_get_triggerdef(t.oid, true)) order by t.tgname)
                from pg_catalog.pg_trigger t
                join pg_catalog.pg_proc f on f.oid = t.tgfoid
                join pg_catalog.pg_namespace fn on fn.oid = f.pronamespace
                where t.tgrelid = r.oid and not t.tgisinternal), '[]'),
            'policies', coalesce((
                select pg_catalog.json_agg(pg_catalog.json_build_object(
                    'name', p.polname,
                    'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                        when 'd' then 'delete' else 'all' end,
                    'permissive', p.polpermissive,
                    'roles', (
                        select pg_catalog.json_agg(
                            case role when 0 then 'public' else pg_catalog.pg_get_userbyid(role) end)
                        from pg_catalog.unnest(p.polroles) role),
                    'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid),
                    'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
                from pg_catalog.pg_policy p where p.polrelid = r.oid), '[]'),
            'privileges', coalesce((
                select pg_catalog.json_object_agg(g.role, g.privileges)
                from (
                    select case x.grantee when 0 then 'public' else pg_catalog.pg_get_userbyid(x.grantee) end as role,
                        pg_catalog.json_agg(pg_catalog.lower(x.privilege_type) order by x.privilege_type) as privileges
                    from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) x
                    where c.oid = r.oid group by x.grantee) g), '{}')) order by r.nspname, r.relname), '[]')
        from relation r),
    'functions', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', s.nspname,
            'name', f.proname,
            'kind', case f.prokind when 'p' then 'procedure' when 'a' then 'aggregate' when 'w' then 'window'
                else 'function' end,
            'identity_arguments', pg_catalog.pg_get_function_identity_arguments(f.oid),
            'arguments', coalesce((
                select pg_catalog.json_agg(pg_catalog.json_build_object(
                    'name', coalesce(f.proargnames[a.place], ''),
                    'type', pg_catalog.format_type(a.type, null),
                    'mode', case coalesce(f.proargmodes[a.place], 'i') when 'i' then 'in' when 'o' then 'out'
                        when 'b' then 'inout' when 'v' then 'variadic' else 'table' end,
                    'has_default', coalesce(f.proargmodes[a.place], 'i') in ('i', 'b', 'v')
                        and a.inputs > f.pronargs - f.pronargdefaults) order by a.place)
                from (
                    select u.type, u.place,
                        pg_catalog.count(*) filter (where coalesce(f.proargmodes[u.place], 'i') in ('i', 'b', 'v'))
                            over (order by u.place) as inputs
                    from pg_catalog.unnest(coalesce(f.proallargtypes, f.proargtypes::pg_catalog.oid[]))
                        with ordinality as u (type, place)) a), '[]'),
            'return_type', pg_catalog.pg_get_function_result(f.oid),
            'returns_set', f.proretset,
            'volatility', case f.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
            'security_definer', f.prosecdef,
            'language', l.lanname,
            'comment', pg_catalog.obj_description(f.oid, 'pg_proc'),
            'definition', case when f.prokind in ('f', 'p') then pg_catalog.pg_get_functiondef(f.oid) end)
            order by s.nspname, f.proname, f.oid), '[]')
        from pg_catalog.pg_proc f
        join schema s on s.oid = f.pronamespace
        join pg_catalog.pg_language l on l.oid = f.prolang
        where not exists (
            select from member m where m.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and m.objid = f.oid)),
    'enums', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', s.nspname, 'name', t.typname,
            'values', (select pg_catalog.json_agg(e.enumlabel order by e.enumsortorder)
                       from pg_catalog.pg_enum e where e.enumtypid = t.oid),
            'comment', pg_catalog.obj_description(t.oid, 'pg_type')) order by s.nspname, t.typname), '[]')
        from pg_catalog.pg_type t join schema s on s.oid = t.typnamespace where t.typtype = 'e'),
    'domains', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', s.nspname, 'name', t.typname,
            'type', pg_catalog.format_type(t.typbasetype, t.typtypmod),
            'nullable', not t.typnotnull, 'default', t.typdefault,
            'checks', coalesce((
                select pg_catalog.json_agg(pg_catalog.pg_get_constraintdef(k.oid, true) order by k.conname)
                from pg_catalog.pg_constraint k where k.contypid = t.oid and k.contype = 'c'), '[]'),
            'comment', pg_catalog.obj_description(t.oid, 'pg_type')) order by s.nspname, t.typname), '[]')
        from pg_catalog.pg_type t join schema s on s.oid = t.typnamespace where t.typtype = 'd'),
    'composites', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', s.nspname, 'name', t.typname,
            'attributes', coalesce((
                select pg_catalog.json_agg(pg_catalog.json_build_object(
                    'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod)) order by a.attnum)
                from pg_catalog.pg_attribute a
                where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped), '[]'))
            order by s.nspname, t.typname), '[]')
        from pg_catalog.pg_type t
        join schema s on s.oid = t.typnamespace
        join pg_catalog.pg_class c on c.oid = t.typrelid and c.relkind = 'c'),
    'sequences', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', s.nspname, 'name', c.relname, 'type', pg_catalog.format_type(q.seqtypid, null),
            'owned_by', (
                select pg_catalog.json_build_object('schema', tn.nspname, 'table', t.relname, 'column', a.attname)
                from pg_catalog.pg_depend d
                join pg_catalog.pg_class t on t.oid = d.refobjid
                join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
                join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
                where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid
                    and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.deptype in ('a', 'i')
                limit 1)) order by s.nspname, c.relname), '[]')
        from pg_catalog.pg_class c
        join schema s on s.oid = c.relnamespace
        join pg_catalog.pg_sequence q on q.seqrelid = c.oid),
    'extensions', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', e.name, 'default_version', e.default_version, 'installed_version', x.extversion,
            'schema', n.nspname,
            'can_create', coalesce(v.trusted or v.superuser is false, false),
            'comment', e.comment) order by e.name), '[]')
        from pg_catalog.pg_available_extensions e
        left join pg_catalog.pg_extension x on x.extname = e.name
        left join pg_catalog.pg_namespace n on n.oid = x.extnamespace
        left join pg_catalog.pg_available_extension_versions v on v.name = e.name and v.version = e.default_version),
    'roles', (
        select coalesce(pg_catalog.json_agg(role order by place, role), '[]')
        from (
            select 'public' as role, 0 as place
            union all
            select rolname, case when rolname in ('anon', 'authenticated', 'service_role') then 1 else 2 end
            from pg_catalog.pg_roles
            where rolname !~ '^pg_' and rolname !~ '^(dupabase|supabase)_' and not rolsuper
                and pg_catalog.pg_has_role(current_user, oid, 'member')
        ) roles),
    'publications', (
        select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', p.pubname, 'all_tables', p.puballtables) order by p.pubname), '[]')
        from pg_catalog.pg_publication p),
    'server_version', pg_catalog.current_setting('server_version'),
    'database', pg_catalog.current_database(),
    'owner_role', current_user)::text
