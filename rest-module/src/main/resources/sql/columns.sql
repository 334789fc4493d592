-- The columns of all relations in the schemas that are asked for, in table order.
with recursive domain_base(domain, base) as (
  select oid, typbasetype from pg_type where typtype = 'd'
  union all
  select b.domain, t.typbasetype from domain_base b join pg_type t on t.oid = b.base where t.typtype = 'd'
),
types as (
  select t.oid, t.typnamespace, t.typtype, t.typtypmod, t.typnotnull, t.typdefaultbin, t.typcollation, coalesce(b.base, t.oid) as base
  from pg_type t
  left join domain_base b on b.domain = t.oid
    and not exists (select from pg_type deeper where deeper.oid = b.base and deeper.typtype = 'd')
)
select a.attrelid::bigint as relation,
       a.attnum::int as number,
       a.attname as name,
       d.description,
       not (a.attnotnull or t.typtype = 'd' and t.typnotnull) as nullable,
       case
         when base.typnamespace = 'pg_catalog'::regnamespace then format_type(base.oid, null)
         else format_type(a.atttypid, a.atttypmod)
       end as type,
       format_type(a.atttypid, a.atttypmod) as nominal_type,
       case when base.oid in ('pg_catalog.varchar'::regtype, 'pg_catalog.bpchar'::regtype)
         then nullif(case when t.typtype = 'd' then t.typtypmod else a.atttypmod end, -1) - 4
         when base.oid in ('pg_catalog.bit'::regtype, 'pg_catalog.varbit'::regtype)
         then nullif(case when t.typtype = 'd' then t.typtypmod else a.atttypmod end, -1)
       end as max_length,
       case
         when ad.adbin is null and t.typtype = 'd' then pg_get_expr(t.typdefaultbin, 0)
         when a.attidentity = 'd' then (
           select format('nextval(%L)', format('%I.%I', sn.nspname, s.relname))
           from pg_depend dep
           join pg_class s on s.oid = dep.objid and s.relkind = 'S'
           join pg_namespace sn on sn.oid = s.relnamespace
           where dep.classid = 'pg_class'::regclass and dep.refclassid = 'pg_class'::regclass
             and dep.refobjid = a.attrelid and dep.refobjsubid = a.attnum and dep.deptype = 'i'
           limit 1)
         when a.attgenerated <> '' then null
         else pg_get_expr(ad.adbin, ad.adrelid)
       end as default_expression,
       case when base.typtype = 'e'
         then (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = base.oid)
       end as labels
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join types t on t.oid = a.atttypid
join pg_type base on base.oid = t.base
left join pg_attrdef ad on ad.adrelid = a.attrelid and ad.adnum = a.attnum
left join pg_description d on d.objoid = a.attrelid and d.objsubid = a.attnum and d.classoid = 'pg_class'::regclass
where c.relkind in ('r', 'v', 'm', 'f', 'p')
  and not c.relispartition
  and n.nspname = any (?)
order by a.attrelid, a.attnum
