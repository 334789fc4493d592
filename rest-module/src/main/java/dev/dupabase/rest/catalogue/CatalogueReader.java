package dev.dupabase.rest.catalogue;

import dev.dupabase.rest.catalogue.CatalogueRows.KeyRow;
import dev.dupabase.rest.catalogue.CatalogueRows.NumberedColumn;
import dev.dupabase.rest.catalogue.CatalogueRows.Relation;
import dev.dupabase.rest.schema.Column;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.SchemaScope;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads relations, columns and keys from the catalogue.
final class CatalogueReader {
    private final Connection connection;
    private final String[] schemas;

    /// Equal texts are kept once: catalogues repeat themselves.
    private final Map<String, String> texts = new HashMap<>();

    CatalogueReader(Connection connection, SchemaScope scope) {
        this.connection = connection;
        this.schemas = scope.all().toArray(String[]::new);
    }

    CatalogueRows read() throws SQLException {
        var relations = new HashMap<Long, Relation>();
        CatalogueQuery.RELATIONS.forEach(
                connection,
                row -> {
                    var relation = relation(row);
                    relations.put(relation.id(), relation);
                },
                schemas);
        var columns = new HashMap<Long, List<NumberedColumn>>();
        CatalogueQuery.COLUMNS.forEach(
                connection,
                row ->
                        columns.computeIfAbsent(row.getLong("relation"), r -> new ArrayList<>())
                                .add(new NumberedColumn(row.getInt("number"), column(row))),
                schemas);
        var keys = new ArrayList<KeyRow>();
        CatalogueQuery.KEYS.forEach(connection, row -> keys.add(key(row)));
        var rules = new LinkedHashMap<Long, String>();
        CatalogueQuery.VIEWS.forEach(
                connection,
                row -> rules.put(row.getLong("view"), row.getString("action")),
                schemas);
        return new CatalogueRows(relations, columns, keys, rules);
    }

    QualifiedName name(ResultSet row, String schema, String name) throws SQLException {
        return new QualifiedName(text(row, schema), text(row, name));
    }

    String text(ResultSet row, String column) throws SQLException {
        return shared(row.getString(column));
    }

    List<String> texts(ResultSet row, String column) throws SQLException {
        return shared((String[]) elements(row.getArray(column)));
    }

    private Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong("id"),
                name(row, "schema", "name"),
                row.getBoolean("is_view"),
                row.getInt("events"),
                row.getString("description"));
    }

    private Column column(ResultSet row) throws SQLException {
        int maxLength = row.getInt("max_length");
        boolean unlimited = row.wasNull();
        var labels = row.getArray("labels");
        return new Column(
                text(row, "name"),
                row.getString("description"),
                row.getBoolean("nullable"),
                text(row, "type"),
                text(row, "nominal_type"),
                unlimited ? null : maxLength,
                row.getString("default_expression"),
                labels == null ? List.of() : shared((String[]) labels.getArray()));
    }

    private KeyRow key(ResultSet row) throws SQLException {
        var foreign = row.getArray("foreign_columns");
        return new KeyRow(
                switch (row.getString("kind")) {
                    case "p" -> KeyRow.Kind.PRIMARY;
                    case "u" -> KeyRow.Kind.UNIQUE;
                    default -> KeyRow.Kind.FOREIGN;
                },
                text(row, "name"),
                row.getLong("relation"),
                row.getLong("foreign_relation"),
                numbers(row.getArray("numbers")),
                numbers(row.getArray("foreign_numbers")),
                texts(row, "columns"),
                foreign == null ? List.of() : shared((String[]) foreign.getArray()));
    }

    private static Object elements(Array array) throws SQLException {
        return array.getArray();
    }

    private static List<Integer> numbers(@Nullable Array array) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((Short[]) array.getArray()).map(Short::intValue).toList();
    }

    private List<String> shared(String[] values) {
        return Arrays.stream(values).map(this::shared).toList();
    }

    private String shared(String value) {
        var known = texts.putIfAbsent(value, value);
        return known == null ? value : known;
    }
}
