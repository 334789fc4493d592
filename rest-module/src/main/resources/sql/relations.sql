-- Every relation a client could name or a view could stand on.
select c.oid::bigint as id,
       n.nspname as schema,
       c.relname as name,
       c.relkind in ('v', 'm') as is_view,
       case
         when n.nspname <> all (?) or c.relkind = 'm' then 0
         when c.relkind in ('r', 'p') then 28
         else pg_relation_is_updatable(c.oid, true)
       end as events,
       d.description
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
where c.relkind in ('r', 'v', 'm', 'f', 'p')
  and not c.relispartition
  and n.nspname <> 'information_schema'
  and left(n.nspname, 3) <> 'pg_'
