-- Every object of a database's users, one line each, in words that do not depend on ids or on the order
-- in which things were made.
with spaces as (
    select oid, nspname from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', '_dupabase')
), of_extensions as (
    select classid, objid from pg_depend where deptype = 'e'
), rights(kind, object, owner, acl) as (
    select 'schema', nspname::text, nspowner, coalesce(nspacl, acldefault('n', nspowner)) from pg_namespace
        where oid in (select oid from spaces)
    union all
    select 'relation', c.oid::regclass::text, relowner,
        coalesce(relacl, acldefault(case relkind when 'S' then 's'::"char" else 'r'::"char" end, relowner))
        from pg_class c where relnamespace in (select oid from spaces) and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
    union all
    select 'column', attrelid::regclass || '.' || attname, relowner, attacl
        from pg_attribute a join pg_class c on c.oid = attrelid
        where relnamespace in (select oid from spaces) and attacl is not null
    union all
    select 'function', p.oid::regprocedure::text, proowner, coalesce(proacl, acldefault('f', proowner))
        from pg_proc p where pronamespace in (select oid from spaces)
        and ('pg_proc'::regclass::oid, p.oid) not in (select classid, objid from of_extensions)
    union all
    select 'type', t.oid::regtype::text, typowner, coalesce(typacl, acldefault('T', typowner))
        from pg_type t where typnamespace in (select oid from spaces) and typtype in ('e', 'd', 'r', 'c')
        and (typtype <> 'c' or exists (select from pg_class where oid = typrelid and relkind = 'c'))
    union all
    select 'large object', oid::text, lomowner, coalesce(lomacl, acldefault('L', lomowner)) from pg_largeobject_metadata
)
select line from (
    select format('right %s %s owner=%s %s', kind, object, owner::regrole,
        (select string_agg(format('%s=%s%s', case grantee when 0 then 'public' else grantee::regrole::text end,
            privilege_type, case when is_grantable then '*' else '' end), ','
            order by grantee::regrole::text, privilege_type) from aclexplode(acl)))
    from rights
    union all
    select format('default right %s %s %s %s', defaclrole::regrole, coalesce(nullif(defaclnamespace, 0)::regnamespace::text, ''),
        defaclobjtype, (select string_agg(format('%s=%s', grantee::regrole, privilege_type), ',' order by grantee::regrole::text,
            privilege_type) from aclexplode(defaclacl) where grantee <> defaclrole)) from pg_default_acl
    union all
    select format('relation %s kind=%s rls=%s forced=%s options=%s persistence=%s partition=%s bound=%s', c.oid::regclass, relkind,
        relrowsecurity, relforcerowsecurity, reloptions, relpersistence, pg_get_partkeydef(c.oid), pg_get_expr(relpartbound, c.oid))
    from pg_class c where relnamespace in (select oid from spaces) and relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
    union all
    select format('column %s.%s %s type=%s notnull=%s default=%s identity=%s generated=%s collation=%s', attrelid::regclass, attname,
        row_number() over (partition by attrelid order by attnum), format_type(atttypid, atttypmod), attnotnull,
        pg_get_expr(adbin, adrelid), attidentity, attgenerated, nullif(attcollation, 0)::regcollation)
    from pg_attribute a join pg_class c on c.oid = attrelid left join pg_attrdef d on adrelid = attrelid and adnum = attnum
    where relnamespace in (select oid from spaces) and relkind in ('r', 'p', 'v', 'm', 'f', 'c') and attnum > 0 and not attisdropped
    union all
    select format('constraint %s.%s %s', coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text), conname,
        pg_get_constraintdef(oid)) from pg_constraint where connamespace in (select oid from spaces)
    union all
    select format('index %s', pg_get_indexdef(indexrelid)) from pg_index join pg_class c on c.oid = indexrelid
    where relnamespace in (select oid from spaces)
    union all
    select format('view %s %s', c.oid::regclass, pg_get_viewdef(c.oid)) from pg_class c
    where relnamespace in (select oid from spaces) and relkind in ('v', 'm')
    union all
    select format('function %s', pg_get_functiondef(p.oid)) from pg_proc p where pronamespace in (select oid from spaces)
    and prokind in ('f', 'p', 'w') and ('pg_proc'::regclass::oid, p.oid) not in (select classid, objid from of_extensions)
    union all
    select format('aggregate %s', p.oid::regprocedure) from pg_proc p
    where pronamespace in (select oid from spaces) and prokind = 'a'
    union all
    select format('trigger %s enabled=%s', pg_get_triggerdef(oid), tgenabled) from pg_trigger where not tgisinternal
    union all
    select format('policy %s.%s %s %s roles=%s using=%s check=%s', polrelid::regclass, polname, polcmd, polpermissive,
        (select array_agg(case r when 0 then 'public' else r::regrole::text end order by 1) from unnest(polroles) r),
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy
    union all
    select format('rule %s', pg_get_ruledef(r.oid)) from pg_rewrite r join pg_class c on c.oid = ev_class
    where relnamespace in (select oid from spaces) and rulename <> '_RETURN'
    union all
    select format('enum %s %s', enumtypid::regtype, string_agg(enumlabel, ',' order by enumsortorder)) from pg_enum group by enumtypid
    union all
    select format('domain %s %s %s %s', t.oid::regtype, format_type(typbasetype, typtypmod), typnotnull, typdefault) from pg_type t
    where typtype = 'd' and typnamespace in (select oid from spaces)
    union all
    select format('sequence %s %s', s.seqrelid::regclass, (s.seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle))
    from pg_sequence s join pg_class c on c.oid = seqrelid where relnamespace in (select oid from spaces)
    union all
    select format('comment %s %s %s', d.classoid::regclass, pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
    from pg_description d where d.classoid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass, 'pg_type'::regclass,
        'pg_policy'::regclass, 'pg_trigger'::regclass, 'pg_constraint'::regclass)
    and (d.classoid, d.objoid) not in (select classid, objid from of_extensions)
    and pg_describe_object(d.classoid, d.objoid, d.objsubid) !~ '(pg_catalog|information_schema|_dupabase|pg_toast)'
    and exists (
        select from spaces s where
            (d.classoid = 'pg_class'::regclass and exists (select from pg_class where oid = d.objoid and relnamespace = s.oid)) or
            (d.classoid = 'pg_proc'::regclass and exists (select from pg_proc where oid = d.objoid and pronamespace = s.oid)) or
            (d.classoid = 'pg_type'::regclass and exists (select from pg_type where oid = d.objoid and typnamespace = s.oid)) or
            (d.classoid = 'pg_namespace'::regclass and d.objoid = s.oid) or
            d.classoid in ('pg_policy'::regclass, 'pg_trigger'::regclass))
    union all
    select format('extension %s schema=%s owner=%s', extname, extnamespace::regnamespace, extowner::regrole) from pg_extension
    union all
    select format('publication %s owner=%s tables=%s', p.pubname, pubowner::regrole,
        (select string_agg(prrelid::regclass::text, ',' order by 1) from pg_publication_rel where prpubid = p.oid)) from pg_publication p
    union all
    select format('event trigger %s %s', evtname, evtevent) from pg_event_trigger
    union all
    select format('statistics %s', pg_get_statisticsobjdef(oid)) from pg_statistic_ext
    union all
    select format('large object %s %s', loid, md5(string_agg(data, ''::bytea order by pageno))) from pg_largeobject group by loid
    union all
    select format('rows %s %s', c.oid::regclass,
        (xpath('//row/h/text()', query_to_xml(format('select coalesce(md5(string_agg(t::text, E''\n'' order by t::text)), ''none'') || '' '' || count(*) as h from only %s t',
            c.oid::regclass), false, true, '')))[1]::text)
    from pg_class c where relnamespace in (select oid from spaces) and relkind in ('r', 'm')
    union all
    select format('value %s %s', c.oid::regclass,
        (xpath('//row/v/text()', query_to_xml(format('select last_value || '' '' || is_called as v from %s', c.oid::regclass), false, true, '')))[1]::text)
    from pg_class c where relnamespace in (select oid from spaces) and relkind = 'S'
) lines(line)
order by 1
