-- Implicit casts by function between a domain and json or text, which this login may call.
select format_type(c.castsource, null) as source,
       format_type(c.casttarget, null) as target,
       fn.nspname as function_schema,
       f.proname as function
from pg_cast c
join pg_proc f on f.oid = c.castfunc
join pg_namespace fn on fn.oid = f.pronamespace
join pg_type s on s.oid = c.castsource
join pg_type t on t.oid = c.casttarget
where c.castcontext = 'i'
  and c.castmethod = 'f'
  and (s.typtype = 'd' and c.casttarget = 'json'::regtype
    or t.typtype = 'd' and c.castsource in ('json'::regtype, 'text'::regtype))
  and has_function_privilege(c.castfunc, 'execute')
