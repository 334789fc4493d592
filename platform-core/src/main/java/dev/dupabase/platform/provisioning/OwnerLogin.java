package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Ddl.literal;
import static dev.dupabase.platform.provisioning.Ddl.name;

import dev.dupabase.platform.directory.ProjectRow;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.util.PasswordUtil;
import org.springframework.stereotype.Component;

/// The login under which the statements of a project's developers run: `p_<ref>_dev`, which is the
/// owner role and nothing else (DESIGN §3). It is made on first use.
///
/// Whoever writes such statements can change the login's own password and settings: PostgreSQL lets
/// every role. So it is valid for a minute at a time, and gets both anew whenever that is
/// prolonged: what somebody made of it ends soon after he may no longer use it.
@Component
public class OwnerLogin {
    private static final Duration VALID = Duration.ofSeconds(60);
    private static final Duration PROLONGED_BEFORE = Duration.ofSeconds(20);
    private static final String ALGORITHM = "HmacSHA256";

    private final Provisioner provisioner;
    private final ProjectStore store;
    private final Clock clock;
    private final Map<ProjectRef, Access> current = new ConcurrentHashMap<>();

    OwnerLogin(Provisioner provisioner, ProjectStore store, Clock clock) {
        this.provisioner = provisioner;
        this.store = store;
        this.clock = clock;
    }

    /// With what to log in, at once.
    ///
    /// @param role what the session is to become: the project's owner role
    /// @param until when the server accepts the login no more
    public record Access(String user, Secret password, String role, Instant until) {
        private boolean isFresh(Instant now) {
            return now.isBefore(until.minus(PROLONGED_BEFORE));
        }
    }

    /// @throws ApiException [ProjectError#PROJECT_NOT_FOUND], or [ProjectError#PROJECT_WRONG_STATE]
    ///   unless it is active
    public Access of(Project project) {
        requireActive(project.status());
        var access = current.get(project.ref());
        if (access != null && access.isFresh(clock.instant())) {
            return access;
        }
        return renew(project);
    }

    /// Sets everything about the login anew, as after the server refused it.
    ///
    /// @throws ApiException as [#of]
    public Access renew(Project project) {
        var ref = project.ref();
        try (var connection = provisioner.connect()) {
            SagaLock.take(connection, ref);
            var row = store.find(ref).orElseThrow(ProjectEdit::notFound);
            requireActive(row.project().status());
            var access = access(row);
            prolong(connection, row.project(), access);
            current.values().removeIf(old -> !old.isFresh(clock.instant()));
            current.put(ref, access);
            return access;
        } catch (SQLException e) {
            throw Provisioner.failed("letting a developer in", e);
        }
    }

    private static void requireActive(ProjectStatus status) {
        switch (status) {
            case ACTIVE -> {}
            case DELETING, DELETED -> throw ProjectEdit.notFound();
            case CREATING, PAUSED ->
                    throw new ApiException(
                            ProjectError.PROJECT_WRONG_STATE, "the project is " + status.label());
        }
    }

    private Access access(ProjectRow row) {
        var roles = RoleNames.of(row.project().ref());
        return new Access(
                roles.developer(),
                password(row.secrets().servicePassword(), roles.developer()),
                roles.owner(),
                clock.instant().plus(VALID));
    }

    /// The same in all instances, without being stored: derived from a secret of the project.
    private static Secret password(String secret, String login) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var bytes = mac.doFinal(("login " + login).getBytes(StandardCharsets.UTF_8));
            return new Secret(HexFormat.of().formatHex(bytes));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prolong(Connection connection, Project project, Access access)
            throws SQLException {
        var login = name(access.user());
        var database = name(project.databaseName());
        var ddl = new Ddl();
        if (!Provisioner.exists(
                connection, "select from pg_roles where rolname = ?", access.user())) {
            ddl.add("create role {} login noinherit", login)
                    .add("grant {} to {}", name(access.role()), login)
                    .add("grant connect on database {} to {}", database, login);
            if (!provisioner.server(connection).superuser()) {
                ddl.add("grant {} to {}", login, name(provisioner.login()));
            }
        }
        ddl.add(
                        "alter role {} connection limit 20 valid until {} password {}",
                        login,
                        literal(access.until().toString()),
                        literal(
                                PasswordUtil.encodeScramSha256(
                                        access.password().reveal().toCharArray())))
                .add("alter role {} reset all", login)
                .add("alter role {} in database {} reset all", login, database)
                .add(
                        "alter role {} in database {} set role = {}",
                        login,
                        database,
                        name(access.role()));
        if (provisioner.server(connection).superuser()) {
            ddl.add("alter role {} set temp_file_limit = '5GB'", login);
        }
        Provisioner.execute(connection, ddl);
    }
}
