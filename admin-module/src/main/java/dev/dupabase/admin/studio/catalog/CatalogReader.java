package dev.dupabase.admin.studio.catalog;

import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import dev.dupabase.admin.studio.session.StudioSessions;
import dev.dupabase.admin.studio.table.Visibility;
import dev.dupabase.platform.access.ProjectAccess.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Reads the whole schema of a project's database by one query, which also writes the JSON.
@Component
class CatalogReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String QUERY = query();

    private final StudioSessions sessions;

    CatalogReader(StudioSessions sessions) {
        this.sessions = sessions;
    }

    /// @return a JSON object
    String read(Access access) {
        var visibility = Visibility.of(access.role());
        try (var session = sessions.open(access.project(), "catalog", TIMEOUT);
                var statement = session.owner().jdbc().prepareStatement(QUERY)) {
            session.run("set default_transaction_read_only = on", RowLimit.OWN);
            statement.setString(1, visibility.hiddenSchemas());
            statement.setString(2, visibility.hiddenColumns());
            try (var row = statement.executeQuery()) {
                row.next();
                return Objects.requireNonNull(row.getString(1));
            }
        } catch (SQLException e) {
            throw SqlRefusal.of(e);
        }
    }

    /// The file writes parameters as PostgreSQL does, so that psql can run it.
    private static String query() {
        try {
            return new ClassPathResource("sql/studio-catalog.sql")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replaceAll("(?m)^--.*$", "")
                    .replace("$1", "?")
                    .replace("$2", "?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
