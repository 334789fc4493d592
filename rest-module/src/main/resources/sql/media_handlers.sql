-- Functions and aggregates that return a domain named like a media type.
with media_types as (
  select t.oid, lower(t.typname) as name, tn.nspname as schema, t.typname as type_name
  from pg_type t
  join pg_namespace tn on tn.oid = t.typnamespace
  where t.typtype = 'd'
    and (t.typname = '*/*' or t.typname ~ '^[A-Za-z0-9.-]+/[A-Za-z0-9.+-]+$')
)
select m.name as media_type,
       p.prokind = 'a' as is_aggregate,
       n.nspname as schema,
       p.proname as name,
       case when p.prokind = 'a' then an.nspname end as argument_schema,
       case when p.prokind = 'a' then a.relname end as argument_relation,
       base.typname = 'bytea' as is_binary
from media_types m
join pg_type d on d.oid = m.oid
join pg_type base on base.oid = d.typbasetype
join pg_proc p on p.prorettype = m.oid
join pg_namespace n on n.oid = p.pronamespace
left join pg_class a on a.reltype = p.proargtypes[0] and a.reltype <> 0
left join pg_namespace an on an.oid = a.relnamespace
where n.nspname = any (?)
  and (p.prokind = 'f' and not p.proretset
    or p.prokind = 'a' and p.pronargs = 1 and (a.oid is not null or p.proargtypes[0] = 'anyelement'::regtype))
order by n.nspname, p.proname
