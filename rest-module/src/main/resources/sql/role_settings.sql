-- Settings of the roles that one of the logins that are asked for may take, as far as a client may set them.
select distinct on (r.rolname, s.name)
       r.rolname as role, s.name, s.value
from pg_roles r
cross join lateral (
  select split_part(entry, '=', 1) as name, substr(entry, strpos(entry, '=') + 1) as value
  from unnest(r.rolconfig) entry) s
left join pg_settings known on known.name = s.name
where r.rolconfig is not null
  and s.name not like 'pgrst.%'
  and (known.context = 'user' or known.name is null and strpos(s.name, '.') > 0)
  and exists (
    select from pg_roles login
    where login.rolname = any (?) and pg_has_role(login.oid, r.oid, 'member'))
order by r.rolname, s.name
