package dev.dupabase.rest.openapi;

import dev.dupabase.rest.schema.Column;
import dev.dupabase.rest.schema.Relationship.Cardinality;
import dev.dupabase.rest.schema.Relationship.Direct;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `definitions`: what the rows of each relation look like.
final class Definitions {
    private final SchemaCache cache;

    Definitions(SchemaCache cache) {
        this.cache = cache;
    }

    void describe(Table table, ObjectNode definitions) {
        var definition = definitions.putObject(table.name().name());
        Comment.put(definition, "description", table.description());
        var required =
                table.columns().values().stream().filter(column -> !column.nullable()).toList();
        if (!required.isEmpty()) {
            var names = definition.putArray("required");
            required.forEach(column -> names.add(column.name()));
        }
        definition.put("type", "object");
        var properties = definition.putObject("properties");
        for (var column : table.columns().values()) {
            property(table, column, properties.putObject(column.name()));
        }
    }

    private void property(Table table, Column column, ObjectNode property) {
        var type = new SwaggerType(column.type());
        type.describe(property);
        if (column.defaultExpression() != null) {
            var value = type.defaultValue(column.defaultExpression());
            if (value != null) {
                property.set("default", value);
            }
        }
        if (column.maxLength() != null) {
            property.put("maxLength", column.maxLength());
        }
        if (!column.labels().isEmpty()) {
            var labels = property.putArray("enum");
            column.labels().forEach(labels::add);
        }
        var notes = notes(table, column);
        var comment = column.description();
        if (!notes.isEmpty()) {
            property.put("description", comment == null ? notes : comment + "\n\n" + notes);
        } else {
            Comment.put(property, "description", comment);
        }
    }

    private String notes(Table table, Column column) {
        var notes = new ArrayList<String>();
        if (table.primaryKey().contains(column.name())) {
            notes.add("This is a Primary Key.<pk/>");
        }
        foreignKey(table, column).ifPresent(key -> notes.add(note(key)));
        return notes.isEmpty() ? "" : "Note:\n" + String.join("\n", notes);
    }

    private static String note(Direct key) {
        var table = key.target().name();
        var column = key.columns().getFirst().target();
        return "This is a Foreign Key to `%s.%s`.<fk table='%s' column='%s'/>"
                .formatted(table, column, table, column);
    }

    /// The key of that column alone; rather to a table than to a view.
    private Optional<Direct> foreignKey(Table table, Column column) {
        return cache.relationshipsOf(table.name()).stream()
                .<Direct>mapMulti((relationship, keys) -> {
                    if (relationship instanceof Direct key && isKeyOf(key, column)) {
                        keys.accept(key);
                    }
                })
                .min(Comparator.comparing(Direct::targetIsView));
    }

    private static boolean isKeyOf(Direct key, Column column) {
        return (key.cardinality() == Cardinality.MANY_TO_ONE
                        || key.cardinality() == Cardinality.ONE_TO_ONE)
                && key.columns().size() == 1
                && key.columns().getFirst().origin().equals(column.name());
    }
}
