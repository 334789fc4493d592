-- Primary, unique and foreign keys of all schemas. A foreign key that a partition inherited is left out.
select k.contype as kind,
       k.conname as name,
       k.conrelid::bigint as relation,
       k.confrelid::bigint as foreign_relation,
       k.conkey as numbers,
       k.confkey as foreign_numbers,
       (select array_agg(a.attname::text order by at.place)
        from unnest(k.conkey) with ordinality at(number, place)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = at.number) as columns,
       (select array_agg(a.attname::text order by at.place)
        from unnest(k.confkey) with ordinality at(number, place)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = at.number) as foreign_columns
from pg_constraint k
join pg_class c on c.oid = k.conrelid
where k.contype in ('p', 'u', 'f')
  and (k.contype <> 'f' or k.conparentid = 0)
  and c.oid >= 16384
order by k.conrelid, k.conname
