package dev.dupabase.platform.host;

import dev.dupabase.platform.host.embedded.EmbeddedPostgres;
import dev.dupabase.platform.host.embedded.EmbeddedSettings;
import dev.dupabase.platform.host.embedded.HomeDirectory;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The operator's PostgreSQL, checked; or the embedded one, started, and stopped when all that use
/// it are gone.
@Component
class PostgresServer {
    private static final String DATABASE = "dupabase";

    /// For the proxy, the migrations, and people with psql.
    private static final int OTHER_CONNECTIONS = 50;

    private final DatabaseHost host;
    private final @Nullable HomeDirectory home;
    private final @Nullable EmbeddedPostgres embedded;

    PostgresServer(HostProperties settings) {
        if (settings.isEmbedded()) {
            home = HomeDirectory.open(settings.home());
            var password = home.secret("database-password", RandomSecret::text);
            embedded =
                    EmbeddedPostgres.start(
                            home,
                            password,
                            new EmbeddedSettings(
                                    settings.projectConnections()
                                            + settings.platformConnections()
                                            + OTHER_CONNECTIONS));
            host =
                    new DatabaseHost(
                            "127.0.0.1",
                            embedded.port(),
                            embedded.superuser(),
                            password,
                            DATABASE,
                            "&sslmode=disable&gssEncMode=disable");
            PlatformDatabase.createIfMissing(host);
        } else {
            home = null;
            embedded = null;
            host = DatabaseUrl.parse(settings.databaseUrl());
        }
    }

    DatabaseHost host() {
        return host;
    }

    /// Where generated secrets lie; empty if the operator brings everything.
    Optional<HomeDirectory> home() {
        return Optional.ofNullable(home);
    }

    @PreDestroy
    void close() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
        if (home != null) {
            home.close();
        }
    }
}
