package dev.dupabase.imports.analysis;

import dev.dupabase.imports.filter.QualifiedName;
import dev.dupabase.imports.filter.Verdict;
import dev.dupabase.imports.filter.Verdict.Extension;
import dev.dupabase.imports.filter.Verdict.Load;
import dev.dupabase.imports.filter.Verdict.Skip;
import dev.dupabase.imports.filter.Verdict.Users;
import dev.dupabase.imports.sql.SqlStatement;
import dev.dupabase.imports.sql.Token;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a dump shows of where it comes from. Goes by names in their places, never by words that
/// stand anywhere.
public final class Signals {
    private static final int ENOUGH = 3;
    private static final int MOST_TABLES = 5000;

    private static final Set<String> ROLES =
            Set.of(
                    "supabase_admin",
                    "supabase_auth_admin",
                    "supabase_storage_admin",
                    "authenticator");

    private static final Set<String> SIGNAL_SCHEMAS =
            Set.of(
                    "auth",
                    "supabase_migrations",
                    "pgsodium",
                    "supabase_functions",
                    "realtime",
                    "graphql_public");

    private static final Set<String> SIGNAL_TABLES =
            Set.of("auth.users", "auth.sessions", "auth.refresh_tokens", "storage.objects");

    private static final List<String> SUPABASE_SCHEMAS =
            List.of(
                    "auth",
                    "extensions",
                    "supabase_functions",
                    "graphql",
                    "graphql_public",
                    "realtime",
                    "_realtime",
                    "storage",
                    "vault",
                    "pgsodium");

    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> schemas = new TreeSet<>();
    private final Set<String> created = new LinkedHashSet<>();
    private final Set<String> owners = new TreeSet<>();
    private final Set<String> extensions = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<QualifiedName, Long> tables = new LinkedHashMap<>();
    private long users;

    /// Looks at a statement.
    public void see(SqlStatement statement, Verdict verdict) {
        var tokens = statement.tokens();
        switch (tokens.getFirst().text()) {
            case "create" -> created(tokens);
            case "alter" -> altered(tokens);
            case "grant", "revoke", "set" -> roles(tokens);
            case "insert" -> inserted(tokens);
            default -> {}
        }
        if (verdict instanceof Extension(var name, var schema)) {
            extension(name, schema);
        } else if (verdict instanceof Skip(var warning) && warning != null) {
            warnings.add(warning);
        } else if (verdict instanceof Users inserted && !inserted.copy()) {
            users += inserted.table().equals("users") ? 1 : 0;
        }
    }

    /// Counts the rows after a COPY.
    public void seeRows(Verdict verdict, long rows) {
        if (verdict instanceof Load load) {
            tables.merge(load.table(), rows, Long::sum);
        } else if (verdict instanceof Users copied && copied.table().equals("users")) {
            users += rows;
        }
    }

    /// Looks at an object of an archive.
    public void seeEntry(String kind, String schema, String name, String owner) {
        if (!owner.isEmpty()) {
            owners.add(owner);
            role(owner);
        }
        if (kind.equals("SCHEMA")) {
            schema(name);
        } else if (kind.equals("TABLE")) {
            table(new QualifiedName(schema, name));
        }
    }

    public boolean isSupabase() {
        return found.size() >= ENOUGH;
    }

    public List<String> found() {
        return List.copyOf(found);
    }

    public boolean hasUsers() {
        return users > 0;
    }

    public boolean hasMigrations() {
        return schemas.contains("supabase_migrations");
    }

    /// Those of Supabase's that the dump brings.
    public List<String> supabaseSchemas() {
        return SUPABASE_SCHEMAS.stream().filter(schemas::contains).toList();
    }

    /// The schemas the dump creates.
    public Set<String> created() {
        return created;
    }

    public List<String> owners() {
        return List.copyOf(owners);
    }

    public List<String> extensions() {
        return List.copyOf(extensions);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// The tables and how many rows each has.
    public Map<QualifiedName, Long> tables() {
        return tables;
    }

    private void created(List<Token> tokens) {
        int i = 1;
        while (i < tokens.size() && tokens.get(i).isWord("unlogged")) {
            i++;
        }
        if (i + 1 >= tokens.size()) {
            return;
        }
        var kind = tokens.get(i).text();
        int name = i + 1;
        if (tokens.get(name).isWord("if") && name + 3 < tokens.size()) {
            name += 3;
        }
        switch (kind) {
            case "schema" -> schema(tokens.get(name).text());
            case "role", "user" -> role(tokens.get(name).text());
            case "table" -> qualified(tokens, name);
            default -> {}
        }
    }

    private void qualified(List<Token> tokens, int at) {
        if (at + 2 < tokens.size() && tokens.get(at + 1).isSymbol('.')) {
            table(new QualifiedName(tokens.get(at).text(), tokens.get(at + 2).text()));
        }
    }

    private void altered(List<Token> tokens) {
        int size = tokens.size();
        if (size > 3 && tokens.get(size - 3).isWord("owner") && tokens.get(size - 2).isWord("to")) {
            owners.add(tokens.getLast().text());
            role(tokens.getLast().text());
        } else if (tokens.get(Math.min(1, size - 1)).isWord("role") && size > 2) {
            role(tokens.get(2).text());
        } else if (tokens.get(Math.min(1, size - 1)).isWord("default")) {
            roles(tokens);
        }
    }

    private void inserted(List<Token> tokens) {
        if (tokens.size() > 4 && tokens.get(3).isSymbol('.')) {
            var table = new QualifiedName(tokens.get(2).text(), tokens.get(4).text());
            if (tables.containsKey(table)) {
                tables.merge(table, 1L, Long::sum);
            }
        }
    }

    private void roles(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            var before = tokens.get(i - 1);
            if (before.isWord("to")
                    || before.isWord("from")
                    || before.isWord("role")
                    || before.isWord("authorization")
                    || before.isSymbol(',')) {
                role(tokens.get(i).text());
            }
        }
    }

    private void role(String name) {
        if (ROLES.contains(name)) {
            found.add("role " + name);
        }
    }

    private void schema(String name) {
        schemas.add(name);
        created.add(name);
        if (SIGNAL_SCHEMAS.contains(name)) {
            found.add("schema " + name);
        }
    }

    private void table(QualifiedName table) {
        if (SIGNAL_TABLES.contains(table.toString())) {
            found.add("table " + table);
        }
        schemas.add(table.schema());
        if (tables.size() < MOST_TABLES) {
            tables.putIfAbsent(table, 0L);
        }
    }

    private void extension(String name, String schema) {
        extensions.add(name);
        if (name.equals("uuid-ossp") && schema.equals("extensions")) {
            found.add("extension uuid-ossp in schema extensions");
        }
    }
}
