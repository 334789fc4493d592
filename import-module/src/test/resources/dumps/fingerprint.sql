-- Everything in the schemas of users, as text: what two databases have in common line by line.
with spaces as (
    select oid, nspname from pg_namespace where nspname in ('public', 'app')
), not_of_extensions as (
    select classid, objid from pg_depend where deptype = 'e'
), lines as (
    select concat_ws(' ', 'relation ', c.relkind, c.oid::regclass, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.relreplident, coalesce(c.reloptions::text, ''), coalesce(pg_get_partkeydef(c.oid), ''), coalesce(pg_get_expr(c.relpartbound, c.oid), '')) as line
    from pg_class c join spaces s on s.oid = c.relnamespace
    union all
    select concat_ws(' ', 'column ', a.attrelid::regclass, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attcollation::regcollation, a.attstattarget) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join spaces s on s.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attnum > 0 and not a.attisdropped
    union all
    select concat_ws(' ', 'constraint ', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid), c.convalidated) as line
    from pg_constraint c join spaces s on s.oid = c.connamespace
    union all
    select concat_ws(' ', 'index ', pg_get_indexdef(i.indexrelid), i.indisclustered, i.indisvalid) as line
    from pg_index i join pg_class c on c.oid = i.indexrelid join spaces s on s.oid = c.relnamespace
    union all
    select concat_ws(' ', 'view ', c.oid::regclass, pg_get_viewdef(c.oid)) as line
    from pg_class c join spaces s on s.oid = c.relnamespace where c.relkind in ('v', 'm')
    union all
    select concat_ws(' ', 'function ', p.oid::regprocedure, case when p.prokind = 'a' then 'aggregate' else pg_get_functiondef(p.oid) end) as line
    from pg_proc p join spaces s on s.oid = p.pronamespace
    where not exists (select from not_of_extensions e where e.classid = 'pg_proc'::regclass and e.objid = p.oid)
    union all
    select concat_ws(' ', 'aggregate ', a.aggfnoid, a.aggtransfn, a.aggtranstype::regtype, coalesce(a.agginitval, '')) as line
    from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid join spaces s on s.oid = p.pronamespace
    union all
    select concat_ws(' ', 'trigger ', t.tgrelid::regclass, pg_get_triggerdef(t.oid), t.tgenabled) as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join spaces s on s.oid = c.relnamespace where not t.tgisinternal
    union all
    select concat_ws(' ', 'policy ', schemaname, tablename, policyname, permissive, roles::text, cmd, coalesce(qual, ''), coalesce(with_check, '')) as line
    from pg_policies where schemaname in ('public', 'app')
    union all
    select concat_ws(' ', 'rule ', pg_get_ruledef(r.oid)) as line from pg_rewrite r join pg_class c on c.oid = r.ev_class join spaces s on s.oid = c.relnamespace
    union all
    select concat_ws(' ', 'type', t.oid::regtype, t.typtype, t.typnotnull, t.typdefault,
        (select string_agg(enumlabel, ',' order by enumsortorder) from pg_enum where enumtypid = t.oid)) as line
    from pg_type t join spaces s on s.oid = t.typnamespace
    where not exists (select from not_of_extensions e where e.classid = 'pg_type'::regclass and e.objid = t.oid)
    union all
    select concat_ws(' ', 'range ', r.rngtypid::regtype, r.rngsubtype::regtype) as line from pg_range r join pg_type t on t.oid = r.rngtypid
    join spaces s on s.oid = t.typnamespace
    union all
    select concat_ws(' ', 'sequence ', schemaname, sequencename, start_value, increment_by, cache_size, cycle, coalesce(last_value, -1)) as line
    from pg_sequences where schemaname in ('public', 'app')
    union all
    select concat_ws(' ', 'comment ', d.classoid::regclass, d.objsubid, d.description) as line from pg_description d
    where d.classoid <> 'pg_extension'::regclass and d.objoid >= 16384
        and not exists (select from not_of_extensions e where e.classid = d.classoid and e.objid = d.objoid)
        and d.description !~ '^(own|is_sso|Supabase)' and (d.description ~ '(app|nothing|semicolon|quoted|sad|moods|own; rows)')
    union all
    select concat_ws(' ', 'extension ', extname, extnamespace::regnamespace) as line from pg_extension
    where extnamespace::regnamespace::text in ('public', 'app')
    union all
    select concat_ws(' ', 'operator ', o.oid::regoperator, o.oprcode) as line from pg_operator o join spaces s on s.oid = o.oprnamespace
    where not exists (select from not_of_extensions e where e.classid = 'pg_operator'::regclass and e.objid = o.oid)
    union all
    select concat_ws(' ', 'cast ', castsource::regtype, casttarget::regtype, castmethod, castcontext) as line from pg_cast
    where castsource >= 16384 and not exists (select from not_of_extensions e where e.classid = 'pg_cast'::regclass and e.objid = pg_cast.oid)
    union all
    select concat_ws(' ', 'collation ', c.oid::regcollation, collprovider, coalesce(colliculocale, '')) as line from pg_collation c join spaces s on s.oid = c.collnamespace
    union all
    select concat_ws(' ', 'statistics ', pg_get_statisticsobjdef(s.oid)) as line from pg_statistic_ext s join spaces n on n.oid = s.stxnamespace
    union all
    select concat_ws(' ', 'text search ', c.cfgname, m.maptokentype, m.mapdict::regdictionary) as line from pg_ts_config c
    join spaces s on s.oid = c.cfgnamespace join pg_ts_config_map m on m.mapcfg = c.oid
    union all
    select concat_ws(' ', 'dictionary ', d.dictname, coalesce(d.dictinitoption, '')) as line from pg_ts_dict d join spaces s on s.oid = d.dictnamespace
    where not exists (select from not_of_extensions e where e.classid = 'pg_ts_dict'::regclass and e.objid = d.oid)
)
select string_agg(line, E'\n' order by line collate "C") from lines
