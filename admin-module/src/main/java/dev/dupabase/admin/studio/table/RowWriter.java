package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.studio.session.Outcome;
import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import dev.dupabase.admin.studio.session.StudioSession;
import dev.dupabase.admin.studio.session.StudioSessions;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.ProjectAccess.Access;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.quota.OrganisationLimits;
import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes rows one at a time, as the project's owner role (contracts/platform.md §20-4, §20-29).
/// What is written to the audit log and what happens to the row come about together.
@Component
class RowWriter {
    private static final int MOST_KEYS = 1000;

    private final StudioSessions sessions;
    private final Relations relations;
    private final OrganisationLimits limits;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    RowWriter(
            StudioSessions sessions,
            Relations relations,
            OrganisationLimits limits,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.sessions = sessions;
        this.relations = relations;
        this.limits = limits;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// Which table it is about, and who asks.
    record Place(Caller caller, Access access, String schema, String table) {
        private Deed deed(AuditAction action, Map<String, ?> details) {
            var metadata = new LinkedHashMap<String, Object>(details);
            metadata.put("table", schema + "." + table);
            return Deed.by(caller, action, schema + "." + table)
                    .inProject(access.project().id())
                    .with(metadata);
        }
    }

    private interface Work<T> {
        T on(StudioSession session, Relation relation) throws SQLException;
    }

    /// @return the row as it is then
    Map<String, @Nullable Object> insert(Place place, ObjectNode values) {
        limits.requireWritable(place.access().project());
        return change(
                place,
                place.deed(AuditAction.INSERT_ROW, Map.of("columns", names(values))),
                (session, relation) -> {
                    var outcome = session.run(insertion(relation, values), RowLimit.OWN);
                    if (outcome.rows().isEmpty()) {
                        throw new ApiException(
                                CommonError.MALFORMED_REQUEST, "a trigger or rule let no row in");
                    }
                    return row(relation, outcome);
                });
    }

    private static Sql insertion(Relation relation, ObjectNode values) {
        var columns = new ArrayList<Sql>();
        var items = new ArrayList<Sql>();
        each(
                relation,
                values,
                (column, value) -> {
                    columns.add(Sql.identifier(column.name()));
                    items.add(Sql.value(value));
                });
        return Sql.of(
                "insert into {} ({}) values ({}) returning {}",
                relation.identifier(),
                Sql.join(", ", columns),
                Sql.join(", ", items),
                RowReader.withVersion(relation));
    }

    /// @param version the row must still have; null: any
    TableBodies.Updated update(
            Place place,
            List<String> keyColumns,
            List<String> keyValues,
            @Nullable String version,
            ObjectNode values) {
        limits.requireWritable(place.access().project());
        var details = Map.of("key", key(keyColumns, keyValues), "columns", names(values));
        return change(
                place,
                place.deed(AuditAction.UPDATE_ROW, details),
                (session, relation) -> {
                    var key = RowKey.of(relation, keyColumns, keyValues);
                    var items = new ArrayList<Sql>();
                    each(
                            relation,
                            values,
                            (column, value) ->
                                    items.add(
                                            Sql.of(
                                                    "{} = {}",
                                                    Sql.identifier(column.name()),
                                                    Sql.value(value))));
                    var outcome =
                            session.run(
                                    Sql.of(
                                            "update {} set {} where {}{} returning {}",
                                            relation.identifier(),
                                            Sql.join(", ", items),
                                            key.condition(),
                                            unchanged(version),
                                            RowReader.withVersion(relation)),
                                    RowLimit.OWN);
                    requireOne(session, relation, key, outcome.rows().size());
                    return new TableBodies.Updated(
                            "updated",
                            row(relation, outcome),
                            outcome.text(0, relation.columns().size()));
                });
    }

    /// @param version the row must still have; null: any
    void delete(
            Place place,
            List<String> keyColumns,
            List<String> keyValues,
            @Nullable String version) {
        change(
                place,
                place.deed(AuditAction.DELETE_ROW, Map.of("key", key(keyColumns, keyValues))),
                (session, relation) -> {
                    var key = RowKey.of(relation, keyColumns, keyValues);
                    var outcome =
                            session.run(
                                    Sql.of(
                                            "delete from {} where {}{}",
                                            relation.identifier(),
                                            key.condition(),
                                            unchanged(version)),
                                    RowLimit.OWN);
                    requireOne(session, relation, key, outcome.affected());
                    return true;
                });
    }

    /// All or none.
    ///
    /// @return how many were there
    long delete(Place place, List<Map<String, JsonNode>> keys) {
        new Problems()
                .require(
                        !keys.isEmpty() && keys.size() <= MOST_KEYS,
                        "keys",
                        "has 1 to %d keys".formatted(MOST_KEYS))
                .refuseIfAny();
        return change(
                place,
                place.deed(AuditAction.DELETE_ROW, Map.of("rows", keys.size())),
                (session, relation) -> {
                    long deleted = 0;
                    for (var wanted : keys) {
                        var key = rowKey(relation, wanted);
                        var outcome =
                                session.run(
                                        Sql.of(
                                                "delete from {} where {}",
                                                relation.identifier(),
                                                key.condition()),
                                        RowLimit.OWN);
                        refuseMore(outcome.affected());
                        deleted += outcome.affected();
                    }
                    return deleted;
                });
    }

    private static RowKey rowKey(Relation relation, Map<String, JsonNode> key) {
        var columns = new ArrayList<String>();
        var values = new ArrayList<String>();
        key.forEach((name, value) -> {
            var text = TypedValues.text(relation.require(name, "keys"), value);
            if (text == null) {
                throw Problems.of("keys", "null names no row");
            }
            columns.add(name);
            values.add(text);
        });
        return RowKey.of(relation, columns, values);
    }

    private <T> T change(Place place, Deed deed, Work<T> work) {
        return transaction.execute(status -> {
            audit.write(place.caller(), deed);
            try (var session =
                    sessions.open(place.access().project(), "tables", RowReader.TIMEOUT)) {
                session.run(Sql.of("begin"), RowLimit.OWN);
                var relation =
                        relations.require(
                                session, place.schema(), place.table(), place.access().role());
                var result = work.on(session, relation);
                session.run(Sql.of("commit"), RowLimit.OWN);
                return result;
            } catch (SQLException e) {
                throw SqlRefusal.of(e);
            }
        });
    }

    private interface Taker {
        void take(Relation.Column column, @Nullable String value);
    }

    private static void each(Relation relation, ObjectNode values, Taker taker) {
        if (values.isEmpty()) {
            throw Problems.of("body", "there is no column in it");
        }
        values.properties()
                .forEach(entry -> {
                    var column = relation.require(entry.getKey(), entry.getKey());
                    taker.take(column, TypedValues.text(column, entry.getValue()));
                });
    }

    private static Sql unchanged(@Nullable String version) {
        return version == null ? Sql.EMPTY : Sql.of(" and xmin::text = {}", Sql.value(version));
    }

    /// @throws ApiException 404 if no row has that key, 409 if it is no longer what it was
    private static void requireOne(
            StudioSession session, Relation relation, RowKey key, long touched)
            throws SQLException {
        refuseMore(touched);
        if (touched == 1) {
            return;
        }
        var there =
                session.run(
                        Sql.of("select from {} where {}", relation.identifier(), key.condition()),
                        RowLimit.OWN);
        throw there.rows().isEmpty()
                ? new ApiException(CommonError.NOT_FOUND, "there is no such row")
                : new ApiException(
                        PlatformError.ROW_CHANGED, "the row was changed meanwhile: read it again");
    }

    /// Tables that inherit from others may hold the same key twice.
    private static void refuseMore(long touched) {
        if (touched > 1) {
            throw Problems.of("pk_column", "several rows have this key");
        }
    }

    private static Map<String, @Nullable Object> row(Relation relation, Outcome outcome) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        var cells = outcome.cells().getFirst();
        for (int i = 0; i < relation.columns().size(); i++) {
            row.put(relation.columns().get(i).name(), cells.get(i));
        }
        return row;
    }

    private static List<String> names(ObjectNode values) {
        return List.copyOf(values.propertyNames());
    }

    private static String key(List<String> columns, List<String> values) {
        var text = columns + "=" + values;
        return text.substring(0, Math.min(200, text.length()));
    }
}
