package dev.dupabase.rest.fuzz;

import dev.dupabase.rest.fuzz.RealSchema.Routine;
import dev.dupabase.rest.fuzz.RealSchema.Table;
import dev.dupabase.rest.fuzz.SoundBodies.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Requests that mean something in the schema; most of them succeed.
final class SoundRequests {
    private static final Body NONE = new Body("", "");

    private final Dice dice;
    private final RealSchema schema;
    private final SoundValues values;
    private final SoundQueries queries;
    private final SoundBodies bodies;
    private final SoundHeaders headers;
    private final List<Table> writable;

    SoundRequests(Dice dice, RealSchema schema) {
        this.dice = dice;
        this.schema = schema;
        this.values = new SoundValues(dice);
        this.queries = new SoundQueries(dice, schema, values);
        this.bodies = new SoundBodies(dice, values);
        this.headers = new SoundHeaders(dice);
        this.writable = schema.tables().stream().filter(Table::writable).toList();
    }

    FuzzRequest next() {
        int lot = dice.below(100);
        if (lot < 50) {
            return read(anyTable());
        }
        if (lot < 66) {
            return call(dice.pick(schema.routines()));
        }
        return lot < 97 ? write(lot, dice.pick(writable)) : describe();
    }

    /// @param lot from 66 to 96
    private FuzzRequest write(int lot, Table table) {
        if (lot < 78) {
            return insert(table);
        }
        if (lot < 82) {
            return upsert(table);
        }
        if (lot < 89) {
            return update(table);
        }
        if (lot < 93) {
            return put(table);
        }
        if (lot < 95) {
            return delete(table);
        }
        return lot == 95 ? bulk(table) : nested(table);
    }

    private FuzzRequest describe() {
        return dice.once(3)
                ? request(dice.pick("GET", "HEAD", "OPTIONS"), "/", List.of(), NONE, headers.root())
                : request("OPTIONS", path(anyTable()), List.of(), NONE, List.of());
    }

    private Table anyTable() {
        return dice.pick(schema.tables());
    }

    private static String path(Table table) {
        return "/" + Dice.encoded(table.name()).replace("+", "%20");
    }

    private FuzzRequest read(Table table) {
        return request(
                dice.once(9) ? "HEAD" : "GET",
                path(table),
                queries.reading(table),
                NONE,
                headers.reading());
    }

    private FuzzRequest insert(Table table) {
        var query = new ArrayList<>(queries.returning(table));
        return request("POST", path(table), query, bodies.rows(table, true), headers.writing());
    }

    private FuzzRequest upsert(Table table) {
        var query = new ArrayList<>(queries.returning(table));
        if (!table.key().isEmpty() && dice.once(2)) {
            query.add(queries.conflict(table));
        }
        var all = new ArrayList<>(headers.writing());
        all.add("Prefer: resolution=" + dice.pick("merge", "ignore") + "-duplicates");
        return request("POST", path(table), query, bodies.rows(table, dice.once(2)), all);
    }

    private FuzzRequest update(Table table) {
        return request(
                "PATCH",
                path(table),
                queries.changing(table),
                bodies.changes(table),
                headers.changing());
    }

    private FuzzRequest bulk(Table table) {
        var all = new ArrayList<>(headers.changing());
        all.add("Prefer: resolution=merge-duplicates");
        return request("PATCH", path(table), queries.returning(table), bodies.bulk(table), all);
    }

    private FuzzRequest nested(Table table) {
        if (table.embeds().isEmpty()) {
            return insert(table);
        }
        var embed = dice.pick(table.embeds());
        var all = new ArrayList<>(headers.writing());
        all.add("Prefer: nested=insert");
        var body = bodies.nested(table, embed, schema.table(embed.target()));
        return request("POST", path(table), queries.returning(table), body, all);
    }

    private FuzzRequest delete(Table table) {
        return request("DELETE", path(table), queries.changing(table), NONE, headers.changing());
    }

    private FuzzRequest put(Table table) {
        var query = new ArrayList<>(queries.returning(table));
        var key = new ArrayList<String>();
        for (var name : table.key()) {
            var column =
                    table.columns().stream()
                            .filter(c -> c.name().equals(name))
                            .findFirst()
                            .orElseThrow();
            key.add(values.text(column.type()));
            query.add(Dice.pair(Dice.quoted(name), "eq." + key.getLast()));
        }
        return request("PUT", path(table), query, bodies.row(table, key), headers.changing());
    }

    private FuzzRequest call(Routine routine) {
        var path = "/rpc/" + routine.name();
        var query = new ArrayList<String>();
        if (!routine.returned().isEmpty() && dice.once(2)) {
            query.addAll(queries.reading(schema.table(routine.returned())));
        }
        boolean whole =
                routine.parameters().stream().anyMatch(parameter -> parameter.name().isEmpty());
        if (whole || routine.writing() || dice.once(2)) {
            return request(
                    "POST", path, query, bodies.arguments(routine.parameters()), headers.reading());
        }
        for (var parameter : routine.parameters()) {
            if (parameter.required() || dice.once(2)) {
                query.add(Dice.pair(parameter.name(), argument(parameter.type())));
            }
        }
        return request(dice.once(9) ? "HEAD" : "GET", path, query, NONE, headers.reading());
    }

    private String argument(String type) {
        return type.equals("author") ? "(3,x,,,,,,,)" : values.text(type);
    }

    private FuzzRequest request(
            String method, String path, List<String> query, Body body, List<String> fields) {
        var all = new ArrayList<>(fields);
        if (!body.type().isEmpty()) {
            all.add("Content-Type: " + body.type());
        }
        var target = "/rest/v1" + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return new FuzzRequest(method, target, all, body.text().getBytes(StandardCharsets.UTF_8));
    }
}
