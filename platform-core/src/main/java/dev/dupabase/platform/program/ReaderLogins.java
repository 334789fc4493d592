package dev.dupabase.platform.program;

import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.secret.Secret;
import org.springframework.stereotype.Component;

/// The login `p_<ref>_ro` of each project, which reads everything in that project's database and
/// writes nothing: for backups and exports only (contracts/platform.md §16.2).
@Component
public class ReaderLogins {
    private final DatabaseHost host;
    private final ProjectStore store;

    ReaderLogins(DatabaseHost host, ProjectStore store) {
        this.host = host;
        this.store = store;
    }

    /// @throws java.util.NoSuchElementException if there is no such project
    public PgLogin of(Project project) {
        var secrets = store.find(project.ref()).orElseThrow().secrets();
        return new PgLogin(
                host,
                project.databaseName(),
                "p_" + project.ref().value() + "_ro",
                new Secret(secrets.readPassword()));
    }
}
