package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.studio.session.Outcome;
import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import dev.dupabase.admin.studio.session.StudioSession;
import dev.dupabase.admin.studio.session.StudioSessions;
import dev.dupabase.platform.access.ProjectAccess.Access;
import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Reads rows for the grid, in a transaction that cannot write.
@Component
class RowReader {
    static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long COUNTED = 100_000;
    private static final RowLimit PAGE = new RowLimit(1000, 16L << 20);

    private final StudioSessions sessions;
    private final Relations relations;
    private final JsonMapper json;

    RowReader(StudioSessions sessions, Relations relations, JsonMapper json) {
        this.sessions = sessions;
        this.relations = relations;
        this.json = json;
    }

    TableBodies.Rows read(
            Access access, String schema, String table, RowsWish wish, int page, int perPage) {
        new Problems()
                .require(page >= 1, "page", "is from 1")
                .require(perPage >= 1 && perPage <= 500, "per_page", "is from 1 to 500")
                .refuseIfAny();
        try (var session = sessions.open(access.project(), "tables", TIMEOUT)) {
            session.run(Sql.of("begin read only"), RowLimit.OWN);
            var relation = relations.require(session, schema, table, access.role());
            var condition = Filters.parse(relation, wish.filters());
            var rows = session.run(query(relation, condition, wish, page, perPage), PAGE);
            var total = total(session, relation, condition, wish);
            return body(relation, rows, total, page, perPage);
        } catch (SQLException e) {
            throw SqlRefusal.of(e);
        }
    }

    private static Sql query(
            Relation relation, Sql condition, RowsWish wish, int page, int perPage) {
        return Sql.of(
                "select {} from {} where {}{} limit {} offset {}",
                withVersion(relation),
                relation.identifier(),
                condition,
                Ordering.of(relation, wish),
                Sql.number(perPage),
                Sql.number((page - 1L) * perPage));
    }

    /// All columns, and behind them the row's version if there is such a thing.
    static Sql withVersion(Relation relation) {
        var columns = new ArrayList<Sql>();
        relation.columns().forEach(column -> columns.add(Sql.identifier(column.name())));
        if (relation.isTable()) {
            columns.add(Sql.of("xmin::text"));
        }
        return columns.isEmpty() ? Sql.of("null") : Sql.join(", ", columns);
    }

    private record Total(long rows, boolean estimated) {}

    private Total total(StudioSession session, Relation relation, Sql condition, RowsWish wish)
            throws SQLException {
        if (wish.filters().isEmpty() && relation.estimate() > COUNTED) {
            return new Total(relation.estimate(), true);
        }
        var counted =
                session.run(
                        Sql.of(
                                "select count(*) from (select from {} where {} limit {}) counted",
                                relation.identifier(),
                                condition,
                                Sql.number(COUNTED + 1)),
                        RowLimit.OWN);
        long rows = Long.parseLong(String.valueOf(counted.text(0, 0)));
        return rows <= COUNTED
                ? new Total(rows, false)
                : new Total(Math.max(rows, planned(session, relation, condition)), true);
    }

    /// How many the planner expects.
    private long planned(StudioSession session, Relation relation, Sql condition)
            throws SQLException {
        var plan =
                session.run(
                        Sql.of(
                                "explain (format json) select from {} where {}",
                                relation.identifier(),
                                condition),
                        RowLimit.OWN);
        return json.readTree(plan.text(0, 0)).path(0).path("Plan").path("Plan Rows").asLong(0);
    }

    private static TableBodies.Rows body(
            Relation relation, Outcome rows, Total total, int page, int perPage) {
        var columns = relation.columns();
        var cells = new ArrayList<List<@Nullable Object>>();
        var versions = new ArrayList<String>();
        int row = 0;
        for (var values : rows.cells()) {
            cells.add(values.subList(0, columns.size()));
            if (relation.isTable()) {
                versions.add(String.valueOf(rows.text(row++, columns.size())));
            }
        }
        return new TableBodies.Rows(
                columns.stream().map(Relation.Column::name).toList(),
                columns.stream().map(Relation.Column::type).toList(),
                cells,
                total.rows(),
                total.estimated(),
                page,
                perPage,
                rows.truncated(),
                relation.isTable() ? relation.key().orElse(List.of()) : List.of(),
                versions);
    }
}
