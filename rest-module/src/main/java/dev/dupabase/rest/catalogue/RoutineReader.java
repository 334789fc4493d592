package dev.dupabase.rest.catalogue;

import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Routine;
import dev.dupabase.rest.schema.Routine.Parameter;
import dev.dupabase.rest.schema.Routine.Returns;
import dev.dupabase.rest.schema.Routine.Volatility;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads functions from the catalogue (contracts/rest.md §5.7).
final class RoutineReader {
    private static final Comparator<Routine> FEWEST_PARAMETERS_FIRST =
            Comparator.comparingInt((Routine r) -> r.parameters().size())
                    .thenComparing(r ->
                            String.join(
                                    "\0",
                                    r.parameters().stream()
                                            .map(p -> p.name() + "\0" + p.type())
                                            .toList()));

    private final Connection connection;
    private final CatalogueReader reader;

    RoutineReader(Connection connection, CatalogueReader reader) {
        this.connection = connection;
        this.reader = reader;
    }

    /// The callable functions of the schemas, by name.
    Map<QualifiedName, List<Routine>> read(String[] schemas) throws SQLException {
        var found = new HashMap<QualifiedName, List<Routine>>();
        CatalogueQuery.ROUTINES.forEach(
                connection,
                row -> {
                    var routine = routine(row);
                    if (isCallable(routine)) {
                        found.computeIfAbsent(routine.name(), n -> new ArrayList<>(1)).add(routine);
                    }
                },
                schemas);
        found.replaceAll((name, list) -> list.stream().sorted(FEWEST_PARAMETERS_FIRST).toList());
        return Map.copyOf(found);
    }

    private Routine routine(ResultSet row) throws SQLException {
        return new Routine(
                reader.name(row, "schema", "name"),
                row.getString("description"),
                parameters(
                        reader.texts(row, "parameter_names"),
                        reader.texts(row, "parameter_types"),
                        reader.texts(row, "parameter_modes"),
                        row.getInt("defaults")),
                new Returns(
                        reader.name(row, "return_schema", "return_type"),
                        reader.name(row, "declared_schema", "declared_type"),
                        row.getBoolean("returns_set"),
                        row.getBoolean("composite"),
                        row.getBoolean("composite_alias")),
                switch (row.getString("volatility")) {
                    case "i" -> Volatility.IMMUTABLE;
                    case "s" -> Volatility.STABLE;
                    default -> Volatility.VOLATILE;
                },
                settings(reader.texts(row, "settings")));
    }

    private static List<Parameter> parameters(
            List<String> names, List<String> types, List<String> modes, int defaults) {
        var inputs = new ArrayList<Integer>();
        for (int i = 0; i < types.size(); i++) {
            if (modes.isEmpty() || "ibv".contains(modes.get(i))) {
                inputs.add(i);
            }
        }
        var parameters = new ArrayList<Parameter>(inputs.size());
        for (int i : inputs) {
            parameters.add(
                    new Parameter(
                            names.isEmpty() ? "" : names.get(i),
                            types.get(i),
                            parameters.size() < inputs.size() - defaults,
                            !modes.isEmpty() && modes.get(i).equals("v")));
        }
        return List.copyOf(parameters);
    }

    private static Map<String, String> settings(List<String> entries) {
        var settings = new TreeMap<String, String>();
        for (var entry : entries) {
            int equals = entry.indexOf('=');
            settings.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return Collections.unmodifiableMap(settings);
    }

    /// Arguments are passed by name; one single unnamed parameter may take a whole body.
    private static boolean isCallable(Routine routine) {
        if (routine.parameters().stream().noneMatch(p -> p.name().isEmpty())) {
            return true;
        }
        var unnamed = routine.unnamed();
        return unnamed != null
                && Set.of("bytea", "json", "jsonb", "text", "xml").contains(unnamed.type());
    }
}
