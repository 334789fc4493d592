package dev.dupabase.imports.run;

import dev.dupabase.imports.filter.Schemas;
import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.util.Set;

/// Drops what is in schema `public`, and the schemas that the dump brings itself. A schema's owner
/// may drop what others made in it; what extensions brought stays.
final class CleanSlate {
    /// The first object that is left, as `DROP` names it. One by one, since each may take others
    /// with it.
    private static final String NEXT =
            """
            with own as (
                select 'pg_catalog.pg_class'::regclass::oid as classid, c.oid, case c.relkind
                    when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                    when 'f' then 'foreign table' else 'table' end as kind,
                    format('%I.%I', n.nspname, c.relname) as name, 1 as turn
                from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                    and not c.relispartition
                union all
                select 'pg_catalog.pg_proc'::regclass, p.oid, case p.prokind
                    when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
                    format('%I.%I(%s)', n.nspname, p.proname,
                        pg_catalog.pg_get_function_identity_arguments(p.oid)), 3
                from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                where n.nspname = 'public'
                union all
                select 'pg_catalog.pg_operator'::regclass, o.oid, 'operator',
                    format('%I.%s(%s, %s)', n.nspname, o.oprname,
                        case o.oprleft when 0 then 'none' else o.oprleft::regtype::text end,
                        case o.oprright when 0 then 'none' else o.oprright::regtype::text end), 2
                from pg_catalog.pg_operator o join pg_catalog.pg_namespace n on n.oid = o.oprnamespace
                where n.nspname = 'public'
                union all
                select 'pg_catalog.pg_opfamily'::regclass, f.oid, 'operator family',
                    format('%I.%I using %I', n.nspname, f.opfname, a.amname), 2
                from pg_catalog.pg_opfamily f
                join pg_catalog.pg_namespace n on n.oid = f.opfnamespace
                join pg_catalog.pg_am a on a.oid = f.opfmethod
                where n.nspname = 'public'
                union all
                select 'pg_catalog.pg_type'::regclass, t.oid,
                    case t.typtype when 'd' then 'domain' else 'type' end,
                    format('%I.%I', n.nspname, t.typname), 4
                from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
                left join pg_catalog.pg_class c on c.oid = t.typrelid
                where n.nspname = 'public'
                    and (t.typrelid = 0 and t.typtype in ('b', 'd', 'e', 'r') or c.relkind = 'c')
                    and not exists (select from pg_catalog.pg_type e where e.typarray = t.oid)
                union all
                select 'pg_catalog.pg_collation'::regclass, c.oid, 'collation',
                    format('%I.%I', n.nspname, c.collname), 5
                from pg_catalog.pg_collation c
                join pg_catalog.pg_namespace n on n.oid = c.collnamespace where n.nspname = 'public'
                union all
                select 'pg_catalog.pg_ts_config'::regclass, c.oid, 'text search configuration',
                    format('%I.%I', n.nspname, c.cfgname), 5
                from pg_catalog.pg_ts_config c
                join pg_catalog.pg_namespace n on n.oid = c.cfgnamespace where n.nspname = 'public'
                union all
                select 'pg_catalog.pg_ts_dict'::regclass, d.oid, 'text search dictionary',
                    format('%I.%I', n.nspname, d.dictname), 6
                from pg_catalog.pg_ts_dict d
                join pg_catalog.pg_namespace n on n.oid = d.dictnamespace where n.nspname = 'public'
                union all
                select 'pg_catalog.pg_conversion'::regclass, c.oid, 'conversion',
                    format('%I.%I', n.nspname, c.conname), 5
                from pg_catalog.pg_conversion c
                join pg_catalog.pg_namespace n on n.oid = c.connamespace where n.nspname = 'public'
                union all
                select 'pg_catalog.pg_statistic_ext'::regclass, s.oid, 'statistics',
                    format('%I.%I', n.nspname, s.stxname), 5
                from pg_catalog.pg_statistic_ext s
                join pg_catalog.pg_namespace n on n.oid = s.stxnamespace where n.nspname = 'public'
            )
            select format('drop %s if exists %s cascade', kind, name) from own
            where not exists (
                select from pg_catalog.pg_depend d
                where d.classid = own.classid and d.objid = own.oid
                    and (d.deptype in ('e', 'i') or d.deptype = 'a' and own.kind = 'sequence'))
            order by turn, name limit 100
            """;

    private static final String OWNED_SCHEMA =
            """
            select 1 from pg_catalog.pg_namespace n
            where n.nspname = ? and pg_catalog.pg_has_role(current_user, n.nspowner, 'member')
            """;

    private final ImportSession session;

    CleanSlate(ImportSession session) {
        this.session = session;
    }

    /// @param schemas which the dump brings
    void make(Set<String> schemas) throws SQLException {
        for (var schema : schemas) {
            if (Schemas.isUsers(schema)
                    && !schema.equals("public")
                    && !session.query(OWNED_SCHEMA, row -> 1, schema).isEmpty()) {
                session.run("drop schema " + Sql.quote(schema) + " cascade");
            }
        }
        var left = session.query(NEXT, row -> row.getString(1));
        while (!left.isEmpty()) {
            for (var drop : left) {
                session.run(drop);
            }
            var next = session.query(NEXT, row -> row.getString(1));
            if (next.equals(left)) {
                throw new SQLException("cannot be dropped: " + left.getFirst());
            }
            left = next;
        }
    }
}
