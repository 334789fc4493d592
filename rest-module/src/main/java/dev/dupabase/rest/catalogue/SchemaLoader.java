package dev.dupabase.rest.catalogue;

import dev.dupabase.rest.catalogue.CatalogueRows.KeyRow;
import dev.dupabase.rest.catalogue.CatalogueRows.NumberedColumn;
import dev.dupabase.rest.schema.Column;
import dev.dupabase.rest.schema.MediaHandler;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Relationship.Computed;
import dev.dupabase.rest.schema.RoleSettings;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.SchemaCache.Freshness;
import dev.dupabase.rest.schema.SchemaCache.Representations;
import dev.dupabase.rest.schema.SchemaScope;
import dev.dupabase.rest.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Makes a [SchemaCache] from the catalogue, on one connection and in one snapshot.
final class SchemaLoader {
    private final Connection connection;
    private final SchemaScope scope;
    private final String[] exposed;
    private final CatalogueReader reader;

    private SchemaLoader(Connection connection, SchemaScope scope) {
        this.connection = connection;
        this.scope = scope;
        this.exposed = scope.exposed().toArray(String[]::new);
        this.reader = new CatalogueReader(connection, scope);
    }

    /// @param connection in a transaction whose `search_path` is empty, so that names of types come
    ///   out qualified
    /// @param freshness read before the transaction took its snapshot
    /// @param logins whose roles' settings are wanted
    static SchemaCache load(
            Connection connection, SchemaScope scope, Freshness freshness, List<String> logins)
            throws SQLException {
        return new SchemaLoader(connection, scope).load(freshness, logins);
    }

    private SchemaCache load(Freshness freshness, List<String> logins) throws SQLException {
        var rows = reader.read();
        var views = new ViewKeys(origins(rows), columnNames(rows));
        var primaryKeys = primaryKeys(rows, views);
        var relationships =
                new Relationships(rows, views, Set.copyOf(scope.exposed()), primaryKeys)
                        .find(computed());
        return new SchemaCache(
                freshness,
                tables(rows, primaryKeys),
                relationships,
                new RoutineReader(connection, reader).read(exposed),
                handlers(),
                representations(),
                roles(logins),
                schemaComments());
    }

    private static Map<Long, List<NodeTree.Origin>> origins(CatalogueRows rows) {
        var origins = new LinkedHashMap<Long, List<NodeTree.Origin>>();
        rows.viewRules().forEach((view, rule) -> origins.put(view, NodeTree.origins(rule)));
        return origins;
    }

    private static Map<Long, Map<Integer, String>> columnNames(CatalogueRows rows) {
        var names = new HashMap<Long, Map<Integer, String>>();
        for (var view : rows.viewRules().keySet()) {
            var columns = new HashMap<Integer, String>();
            for (var c : rows.columns().getOrDefault(view, List.of())) {
                columns.put(c.number(), c.column().name());
            }
            names.put(view, columns);
        }
        return names;
    }

    /// Of tables their own, of views those of all tables whose key they show whole.
    private static Map<QualifiedName, List<String>> primaryKeys(
            CatalogueRows rows, ViewKeys views) {
        var found = new HashMap<QualifiedName, List<String>>();
        for (var key : rows.keys()) {
            if (key.kind() != KeyRow.Kind.PRIMARY) {
                continue;
            }
            var table = rows.relations().get(key.relation());
            if (table != null) {
                found.put(table.name(), key.columns().stream().sorted().toList());
            }
            for (var showing : views.showing(key.relation(), key.numbers())) {
                var view = rows.relations().get(showing.view());
                if (view != null) {
                    var inherited = found.computeIfAbsent(view.name(), v -> new ArrayList<>());
                    showing.columns().forEach(names -> inherited.add(names.getFirst()));
                }
            }
        }
        return found;
    }

    private Map<QualifiedName, Table> tables(
            CatalogueRows rows, Map<QualifiedName, List<String>> primaryKeys) {
        var tables = new HashMap<QualifiedName, Table>();
        for (var relation : rows.relations().values()) {
            var name = relation.name();
            if (scope.exposed().contains(name.schema())) {
                var columns = rows.columns().getOrDefault(relation.id(), List.of());
                tables.put(
                        name,
                        new Table(
                                name,
                                relation.description(),
                                relation.view(),
                                relation.insertable(),
                                relation.updatable(),
                                relation.deletable(),
                                List.copyOf(primaryKeys.getOrDefault(name, List.of())),
                                byName(columns)));
            }
        }
        return Map.copyOf(tables);
    }

    private static Map<String, Column> byName(List<NumberedColumn> columns) {
        var byName = new LinkedHashMap<String, Column>(columns.size() * 2);
        columns.forEach(c -> byName.put(c.column().name(), c.column()));
        return Collections.unmodifiableMap(byName);
    }

    private List<Computed> computed() throws SQLException {
        var found = new ArrayList<Computed>();
        CatalogueQuery.COMPUTED_RELATIONSHIPS.forEach(
                connection,
                row ->
                        found.add(
                                new Computed(
                                        reader.name(row, "schema", "name"),
                                        reader.name(row, "origin_schema", "origin"),
                                        reader.name(row, "target_schema", "target"),
                                        row.getBoolean("to_one"))),
                exposed);
        return found;
    }

    private List<MediaHandler> handlers() throws SQLException {
        var found = new ArrayList<MediaHandler>();
        CatalogueQuery.MEDIA_HANDLERS.forEach(
                connection,
                row ->
                        found.add(
                                new MediaHandler(
                                        reader.text(row, "media_type"),
                                        reader.name(row, "schema", "name"),
                                        row.getBoolean("is_aggregate"),
                                        row.getString("argument_relation") == null
                                                ? null
                                                : reader.name(
                                                        row,
                                                        "argument_schema",
                                                        "argument_relation"),
                                        row.getBoolean("is_binary"))),
                exposed);
        return List.copyOf(found);
    }

    private Representations representations() throws SQLException {
        var toJson = new HashMap<String, QualifiedName>();
        var fromJson = new HashMap<String, QualifiedName>();
        var fromText = new HashMap<String, QualifiedName>();
        CatalogueQuery.REPRESENTATIONS.forEach(
                connection,
                row -> {
                    var source = row.getString("source");
                    var target = row.getString("target");
                    var function = reader.name(row, "function_schema", "function");
                    switch (source) {
                        case "json" -> fromJson.put(target, function);
                        case "text" -> fromText.put(target, function);
                        default -> toJson.put(source, function);
                    }
                });
        return new Representations(Map.copyOf(toJson), Map.copyOf(fromJson), Map.copyOf(fromText));
    }

    private Map<String, RoleSettings> roles(List<String> logins) throws SQLException {
        var byRole = new HashMap<String, TreeMap<String, String>>();
        CatalogueQuery.ROLE_SETTINGS.forEach(
                connection,
                row ->
                        byRole.computeIfAbsent(row.getString("role"), r -> new TreeMap<>())
                                .put(row.getString("name"), row.getString("value")),
                logins.toArray(String[]::new));
        var roles = new HashMap<String, RoleSettings>();
        byRole.forEach((role, settings) -> {
            var isolation = settings.remove("default_transaction_isolation");
            roles.put(role, new RoleSettings(Map.copyOf(settings), isolation));
        });
        return Map.copyOf(roles);
    }

    private Map<String, String> schemaComments() throws SQLException {
        var comments = new HashMap<String, String>();
        CatalogueQuery.SCHEMA_COMMENTS.forEach(
                connection,
                row -> comments.put(row.getString("name"), row.getString("description")),
                exposed);
        return Map.copyOf(comments);
    }
}
