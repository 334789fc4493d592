package dev.dupabase.platform.host;

import dev.dupabase.platform.host.embedded.EmbeddedPostgres;
import dev.dupabase.platform.host.embedded.EmbeddedSettings;
import dev.dupabase.platform.host.embedded.HomeDirectory;
import dev.dupabase.platform.start.StartRefusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The operator's PostgreSQL, checked; or the embedded one, started, and stopped when all that use
/// it are gone.
final class PostgresServer implements AutoCloseable {
    private static final String DATABASE = "dupabase";

    /// For jobs, notices, the proxy, provisioning, and people with psql.
    private static final int OTHER_CONNECTIONS = 50;

    private final DatabaseHost host;
    private final @Nullable Embedded embedded;

    private record Embedded(HomeDirectory home, EmbeddedPostgres server) {}

    private PostgresServer(DatabaseHost host, @Nullable Embedded embedded) {
        this.host = host;
        this.embedded = embedded;
    }

    /// @throws StartRefusal if there is no server to stand on
    static PostgresServer start(HostProperties settings) {
        return settings.isEmbedded() ? embedded(settings) : given(settings);
    }

    private static PostgresServer given(HostProperties settings) {
        var host = DatabaseUrl.parse(settings.databaseUrl());
        ServerCheck.check(host);
        return new PostgresServer(host, null);
    }

    private static PostgresServer embedded(HostProperties settings) {
        var home = HomeDirectory.open(settings.home());
        EmbeddedPostgres server = null;
        try {
            var password = home.secret("database-password", RandomSecret::text);
            var connections =
                    settings.projectConnections()
                            + settings.platformConnections()
                            + OTHER_CONNECTIONS;
            server = EmbeddedPostgres.start(home, password, new EmbeddedSettings(connections));
            var host =
                    new DatabaseHost(
                            "127.0.0.1",
                            server.port(),
                            server.superuser(),
                            password,
                            DATABASE,
                            "&sslmode=disable&gssEncMode=disable");
            PlatformDatabase.createIfMissing(host);
            return new PostgresServer(host, new Embedded(home, server));
        } catch (StartRefusal e) {
            if (server != null) {
                server.close();
            }
            home.close();
            throw e;
        }
    }

    DatabaseHost host() {
        return host;
    }

    /// Where generated secrets lie; empty if the operator brings everything.
    Optional<HomeDirectory> home() {
        return Optional.ofNullable(embedded).map(Embedded::home);
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.server().close();
            embedded.home().close();
        }
    }
}
