package dev.dupabase.backup;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.project.Project;
import dev.dupabase.testing.Fingerprint;
import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A project's database, from the server's side.
public final class TestDatabase {
    private final DatabaseHost host;
    private final Project project;

    public TestDatabase(DatabaseHost host, Project project) {
        this.host = host;
        this.project = project;
    }

    public String url(String database) {
        return "postgres://%s:%s@%s:%d/%s"
                .formatted(
                        host.provisioner(),
                        host.password().reveal(),
                        host.host(),
                        host.port(),
                        database);
    }

    public String url() {
        return url(project.databaseName());
    }

    public List<String> fingerprint() {
        return Fingerprint.of(url());
    }

    public String owner() {
        return "p_" + project.ref().value() + "_owner";
    }

    /// As the project's owner role.
    public void develop(String sql) {
        TestPostgres.execute(url(), "set role " + owner() + "; " + sql);
    }

    /// With something of everything, and users who signed up.
    public void fillShop() {
        try (var stream = TestDatabase.class.getResourceAsStream("/shop.sql")) {
            develop(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestPostgres.execute(
                url(),
                """
                set role supabase_auth_admin;
                insert into auth.users (email, encrypted_password)
                select 'user' || i || '@example.com', '$2a$10$' || md5(i::text) from generate_series(1, 40) i;
                insert into auth.identities (user_id, provider) select id, 'email' from auth.users;
                insert into auth.audit (user_id, what) select id, 'signed up' from auth.users;
                delete from auth.seeds;
                """);
    }

    public void destroy() {
        TestPostgres.execute(
                url(),
                """
                drop schema public cascade; drop schema "Sales Dept" cascade;
                delete from auth.audit; delete from auth.users;
                """);
    }

    /// One value, as a superuser.
    public String query(String sql) {
        return list(url(), sql).getFirst();
    }

    public List<String> spares() {
        return list(
                host.platformDatabase(),
                true,
                "select datname from pg_database where datname like '%s\\_%%' order by 1"
                        .formatted(project.databaseName()));
    }

    public List<String> loaders() {
        return list(
                host.platformDatabase(),
                true,
                "select rolname from pg_roles where rolname like 'p\\_%s\\_load\\_%%'"
                        .formatted(project.ref().value()));
    }

    private List<String> list(String database, boolean byName, String sql) {
        return list(byName ? url(database) : database, sql);
    }

    private static List<String> list(String url, String sql) {
        var values = new ArrayList<String>();
        try (var connection = TestPostgres.connect(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return values;
    }
}
