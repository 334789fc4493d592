-- The comments on the schemas that are asked for.
select n.nspname as name, d.description
from pg_namespace n
join pg_description d on d.objoid = n.oid and d.classoid = 'pg_namespace'::regclass and d.objsubid = 0
where n.nspname = any (?)
