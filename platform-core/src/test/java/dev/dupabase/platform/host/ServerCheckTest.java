package dev.dupabase.platform.host;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.start.StartRefusal;
import dev.dupabase.testing.TestPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerCheckTest {
    private final String database = TestPostgres.newDatabase();

    @Test
    void a_superuser_may_everything() {
        assertThatCode(() -> check(database)).doesNotThrowAnyException();
    }

    @Test
    void a_login_without_rights_is_told_which_and_how_to_get_them() {
        var login = login("");

        assertThatThrownBy(() -> check(as(login)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("lacks CREATEDB, CREATEROLE, CREATE on database")
                .hasMessageContaining("alter role \"%s\" CREATEDB CREATEROLE;", login)
                .hasMessageContaining("grant create on database")
                .hasMessageContaining("docs/bootstrap.sql");
    }

    @Test
    void the_advice_is_enough() {
        var login = login("createdb createrole");
        TestPostgres.execute(
                database,
                "grant create on database %s to %s"
                        .formatted(database.replaceFirst(".*/", ""), login));

        assertThatCode(() -> check(as(login))).doesNotThrowAnyException();
    }

    @Test
    void an_unknown_login_is_named() {
        assertThatThrownBy(() -> check(as("nobody_of_that_name")))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("nobody_of_that_name");
    }

    @Test
    void a_missing_database_is_named_with_the_statement_that_makes_it() {
        assertThatThrownBy(() -> check(database.replaceFirst("/[^/]*$", "/no_such_database")))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("create database \"no_such_database\"");
    }

    @Test
    void a_port_where_nobody_listens_is_named() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> check("postgres://u:p@127.0.0.1:%d/d".formatted(port)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("127.0.0.1:%d cannot be reached", port);
    }

    @Test
    void a_host_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> check("postgres://u:p@no-such-host.invalid/d"))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("no-such-host.invalid:5432 cannot be reached (unknown host)");
    }

    private String login(String attributes) {
        var name = "dba_" + UUID.randomUUID().toString().substring(0, 8);
        TestPostgres.execute(
                database, "create role %s login password 'p' %s".formatted(name, attributes));
        return name;
    }

    private String as(String login) {
        return database.replaceFirst("//[^@]*@", "//" + login + ":p@");
    }

    private static void check(String url) {
        ServerCheck.check(DatabaseUrl.parse(url));
    }
}
