-- Functions from one row of a relation to rows of a relation.
select n.nspname as schema,
       p.proname as name,
       an.nspname as origin_schema,
       a.relname as origin,
       rn.nspname as target_schema,
       r.relname as target,
       not p.proretset or p.prorows = 1 as to_one
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_class a on a.reltype = p.proargtypes[0] and a.relkind in ('r', 'v', 'm', 'f', 'p')
join pg_namespace an on an.oid = a.relnamespace
join pg_class r on r.reltype = p.prorettype and r.relkind in ('r', 'v', 'm', 'f', 'p')
join pg_namespace rn on rn.oid = r.relnamespace
where p.pronargs = 1
  and n.nspname = any (?)
order by n.nspname, p.proname, an.nspname, a.relname
