package dev.dupabase.rest.openapi;

import dev.dupabase.platform.database.ResultRows;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.body.ResultBody;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.execution.PlanExecutor;
import dev.dupabase.rest.execution.Result;
import dev.dupabase.rest.request.ApiRequest.DescribeRequest;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.Known;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.schema.Routine;
import dev.dupabase.rest.schema.Table;
import dev.dupabase.rest.settings.RestSettings;
import dev.dupabase.rest.settings.RestSettings.OpenApiMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Serves the root: describes the schema, or what of it the caller may use.
@Component
public class SchemaDescriber {
    private static final Set<MediaType> PRODUCED = Set.of(Known.OPEN_API, Known.JSON, Known.ANY);

    private final PlanExecutor executor;

    SchemaDescriber(PlanExecutor executor) {
        this.executor = executor;
    }

    public Result describe(
            RestCall call, DescribeRequest request, RestSettings settings, PublicUrl url) {
        refuseMedia(request.accept());
        long begin = System.nanoTime();
        Predicate<Table> tables = table -> true;
        Predicate<Routine> routines = routine -> true;
        if (settings.openApi().mode() == OpenApiMode.FOLLOW_PRIVILEGES) {
            var visible = visible(call, request.schema());
            tables = table -> visible.relations().contains(table.name().name());
            routines = routine -> visible.functions().contains(routine.name().name());
        }
        long looked = System.nanoTime();
        var writer = new OpenApiWriter(executor.schema(), request.schema());
        var document =
                settings.openApi().securityActive()
                        ? writer.writeSecured(url, tables, routines)
                        : writer.write(url, tables, routines);
        return new Result(
                Known.OPEN_API,
                ResultBody.of(document),
                false,
                1,
                null,
                null,
                null,
                List.of(),
                false,
                List.of(),
                null,
                null,
                System.nanoTime() - looked,
                looked - begin);
    }

    private static void refuseMedia(List<MediaType> accept) {
        if (accept.stream().noneMatch(PRODUCED::contains)) {
            throw RestError.MEDIA_TYPE.because(
                    "None of these media types are available: %s",
                    accept.stream().map(MediaType::label).collect(Collectors.joining(", ")));
        }
    }

    private Visible visible(RestCall call, String schema) {
        var results =
                executor.look(
                        call,
                        List.of(
                                Sql.of(
                                        """
                                        select c.relname
                                        from pg_catalog.pg_class c
                                        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                                        where n.nspname = {}
                                          and c.relkind in ('r', 'v', 'm', 'f', 'p')
                                          and (pg_catalog.pg_has_role(c.relowner, 'usage')
                                            or pg_catalog.has_table_privilege(c.oid,
                                              'select, insert, update, delete, truncate, references, trigger')
                                            or pg_catalog.has_any_column_privilege(c.oid,
                                              'select, insert, update, references'))
                                        """,
                                        Sql.value(schema)),
                                Sql.of(
                                        """
                                        select distinct p.proname
                                        from pg_catalog.pg_proc p
                                        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                                        where n.nspname = {}
                                          and pg_catalog.has_function_privilege(p.oid, 'execute')
                                        """,
                                        Sql.value(schema))));
        return new Visible(names(results.getFirst()), names(results.getLast()));
    }

    private static Set<String> names(ResultRows rows) {
        var names = new HashSet<String>();
        for (int row = 0; row < rows.size(); row++) {
            var name = rows.text(row, 0);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}
