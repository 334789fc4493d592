-- The functions of the schemas that are asked for, with their parameters; a returned domain is resolved to what it stands for.
with recursive domain_base(domain, base) as (
  select oid, typbasetype from pg_type where typtype = 'd'
  union all
  select b.domain, t.typbasetype from domain_base b join pg_type t on t.oid = b.base where t.typtype = 'd'
)
select n.nspname as schema,
       p.proname as name,
       d.description,
       coalesce(p.proargnames, '{}') as parameter_names,
       coalesce(p.proargmodes::text[], '{}') as parameter_modes,
       (select coalesce(array_agg(format_type(a.type, null) order by a.place), '{}')
        from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality a(type, place)) as parameter_types,
       p.pronargdefaults::int as defaults,
       rn.nspname as return_schema,
       r.typname as return_type,
       p.proretset as returns_set,
       r.typtype = 'c' or coalesce(p.proargmodes::text[] && '{t,b,o}', false) as composite,
       r.typtype = 'c' and declared.typtype = 'd' as composite_alias,
       dn.nspname as declared_schema,
       declared.typname as declared_type,
       p.provolatile as volatility,
       coalesce(p.proconfig, '{}') as settings
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_type declared on declared.oid = p.prorettype
join pg_namespace dn on dn.oid = declared.typnamespace
join pg_type r on r.oid = coalesce(
  (select b.base from domain_base b join pg_type t on t.oid = b.base where b.domain = declared.oid and t.typtype <> 'd'),
  declared.oid)
join pg_namespace rn on rn.oid = r.typnamespace
left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass and d.objsubid = 0
where n.nspname = any (?)
  and p.prokind = 'f'
  and p.prorettype <> 'trigger'::regtype
