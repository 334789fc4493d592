package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import dev.dupabase.admin.studio.session.StudioSession;
import dev.dupabase.admin.studio.session.StudioSessions;
import dev.dupabase.platform.access.ProjectAccess.Access;
import dev.dupabase.platform.sql.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Tuple;
import org.springframework.stereotype.Component;

/// Reads all rows of a relation, as they come, in a transaction that cannot write.
@Component
public class RowStream {
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private final StudioSessions sessions;
    private final Relations relations;

    RowStream(StudioSessions sessions, Relations relations) {
        this.sessions = sessions;
        this.relations = relations;
    }

    /// Takes what is read. Each row comes as PostgreSQL prints its values.
    public interface Taker {
        void begin(List<String> columns) throws IOException;

        void row(Tuple row) throws IOException;
    }

    /// @param filters each `column.operator.value`
    public void read(
            Access access,
            String schema,
            String table,
            List<String> filters,
            @Nullable String order,
            Taker taker)
            throws IOException {
        var wish = RowsWish.of(filters, order, null, null);
        try (var session = sessions.open(access.project(), "csv", TIMEOUT)) {
            session.run(Sql.of("begin read only"), RowLimit.OWN);
            var relation = relations.require(session, schema, table, access.role());
            var query = query(relation, wish);
            taker.begin(relation.columns().stream().map(Relation.Column::name).toList());
            stream(session, query, taker);
        } catch (SQLException e) {
            throw SqlRefusal.of(e);
        }
    }

    private static Sql query(Relation relation, RowsWish wish) {
        var columns =
                relation.columns().stream().map(column -> Sql.identifier(column.name())).toList();
        return Sql.of(
                "select {} from {} where {}{}",
                columns.isEmpty() ? Sql.of("null") : Sql.join(", ", columns),
                relation.identifier(),
                Filters.parse(relation, wish.filters()),
                Ordering.of(relation, wish));
    }

    private static void stream(StudioSession session, Sql query, Taker taker)
            throws SQLException, IOException {
        var failure = new IOException[1];
        session.stream(
                query,
                (fields, rows) -> {
                    try {
                        for (var row : rows) {
                            taker.row(row);
                        }
                        return true;
                    } catch (IOException e) {
                        failure[0] = e;
                        return false;
                    }
                });
        if (failure[0] != null) {
            throw failure[0];
        }
    }
}
