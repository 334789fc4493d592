-- The rewrite rules of the views in the schemas that are asked for, as node trees.
select r.ev_class::bigint as view, r.ev_action::text as action
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('v', 'm') and r.rulename = '_RETURN' and n.nspname = any (?)
order by n.nspname, c.relname
