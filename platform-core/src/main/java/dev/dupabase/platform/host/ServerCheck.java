package dev.dupabase.platform.host;

import dev.dupabase.platform.start.StartRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the operator's server before anything uses it: whether it can be reached, speaks a
/// version we know, and lets its login do what provisioning needs.
final class ServerCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
    private static final int OLDEST = 13;
    private static final int NEWEST = 18;
    private static final String STARTING_UP = "57P03";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String FACTS =
            """
            select current_setting('server_version_num')::int / 10000,
                rolsuper,
                rolcreatedb,
                rolcreaterole,
                has_database_privilege(current_database(), 'CREATE')
                    or to_regnamespace('platform') is not null
                        and has_schema_privilege('platform', 'CREATE'),
                exists (select from pg_roles where rolname = 'service_role' and rolbypassrls)
            from pg_roles where rolname = current_user
            """;

    private final DatabaseHost host;

    private ServerCheck(DatabaseHost host) {
        this.host = host;
    }

    /// @throws StartRefusal that names what is wrong
    static void check(DatabaseHost host) {
        new ServerCheck(host).check();
    }

    private void check() {
        try (var connection = connect();
                var statement = connection.createStatement();
                var facts = statement.executeQuery(FACTS)) {
            facts.next();
            checkVersion(facts.getInt(1));
            if (!facts.getBoolean(2)) {
                checkRights(facts.getBoolean(3), facts.getBoolean(4), facts.getBoolean(5));
                warn(facts.getBoolean(6));
            }
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    /// Waits for a server that is just starting.
    private Connection connect() throws SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return PlatformDatabase.connect(host, host.platformDatabase());
            } catch (SQLException e) {
                if (!STARTING_UP.equals(e.getSQLState()) || System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                LOG.info("PostgreSQL is starting; waiting for it");
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusal("interrupted while PostgreSQL started", "start again");
        }
    }

    private void checkVersion(int version) {
        if (version < OLDEST || version > NEWEST) {
            throw new StartRefusal(
                    "DATABASE_URL names a PostgreSQL %d".formatted(version),
                    "Dupabase works with %d to %d".formatted(OLDEST, NEWEST));
        }
    }

    private void checkRights(boolean createDb, boolean createRole, boolean createSchema) {
        var missing = new ArrayList<String>();
        var mend = new ArrayList<String>();
        var login = quote(host.provisioner());
        if (!createDb) {
            missing.add("CREATEDB");
        }
        if (!createRole) {
            missing.add("CREATEROLE");
        }
        if (!missing.isEmpty()) {
            mend.add("alter role %s %s;".formatted(login, String.join(" ", missing)));
        }
        if (!createSchema) {
            missing.add("CREATE on database " + host.platformDatabase());
            mend.add(
                    "grant create on database %s to %s;"
                            .formatted(quote(host.platformDatabase()), login));
        }
        if (!missing.isEmpty()) {
            throw new StartRefusal(
                    "DATABASE_URL: the login '%s' is no superuser and lacks %s"
                            .formatted(host.provisioner(), String.join(", ", missing)),
                    "let a superuser run docs/bootstrap.sql, or at least: "
                            + String.join(" ", mend));
        }
    }

    private static void warn(boolean serviceRoleBypasses) {
        LOG.warn(
                "The login of DATABASE_URL is no superuser: there are no event triggers, so changes of"
                        + " a project's tables reach its REST API with a delay");
        if (!serviceRoleBypasses) {
            LOG.warn(
                    "service_role has no BYPASSRLS: let a superuser run docs/bootstrap.sql, or"
                            + " service keys obey row level security");
        }
    }

    private StartRefusal refusal(SQLException e) {
        var where = "%s:%d".formatted(host.host(), host.port());
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01" ->
                    because(
                            e,
                            "%s refuses the password of '%s'".formatted(where, host.provisioner()),
                            "set the right one in DATABASE_URL, URL-encoded");
            case "28000" ->
                    because(
                            e,
                            "%s refuses the login '%s' (%s)"
                                    .formatted(where, host.provisioner(), e.getMessage()),
                            "mend DATABASE_URL, or the server's roles and pg_hba.conf");
            case "3D000" ->
                    because(
                            e,
                            "there is no database '%s' on %s"
                                    .formatted(host.platformDatabase(), where),
                            "create it: `create database %s`"
                                    .formatted(quote(host.platformDatabase())));
            case "42501" ->
                    because(
                            e,
                            "the login '%s' may not use database '%s'"
                                    .formatted(host.provisioner(), host.platformDatabase()),
                            "grant connect on database %s to %s"
                                    .formatted(
                                            quote(host.platformDatabase()),
                                            quote(host.provisioner())));
            case "53300" ->
                    because(e, where + " has no connection left", "raise its max_connections");
            default ->
                    because(
                            e,
                            "PostgreSQL at %s cannot be reached (%s)"
                                    .formatted(where, innermost(e)),
                            "start it, or mend host, port and sslmode in DATABASE_URL");
        };
    }

    private static StartRefusal because(SQLException cause, String problem, String mend) {
        return new StartRefusal("DATABASE_URL: " + problem, mend, cause);
    }

    /// What went wrong, without pgjdbc's advice around it.
    private static String innermost(Throwable fault) {
        var cause = fault;
        for (var next = cause.getCause(); next != null; next = next.getCause()) {
            cause = next;
        }
        return cause instanceof java.net.UnknownHostException
                ? "unknown host"
                : List.of(String.valueOf(cause.getMessage()).split("\\R")).getFirst();
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
