package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Tenant.ask;
import static dev.dupabase.platform.provisioning.Tenant.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.secret.Secret;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PasswordUtil;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class DatabaseLoginsTest {
    private static final UUID ORGANISATION = UUID.randomUUID();

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectDirectory directory;
    @Autowired private ProjectStore store;
    @Autowired private DatabaseLogins logins;
    @Autowired private Provisioner provisioner;

    @Test
    void a_login_has_limits_and_no_powers() throws SQLException {
        var tenant = tenant("limits");
        try (var connection = tenant.asDeveloper().getConnection()) {
            assertThat(ask(connection, "show statement_timeout")).isEqualTo("30s");
            assertThat(
                            ask(
                                    connection,
                                    "select rolconnlimit || ' ' || rolcanlogin || ' ' || rolsuper ||"
                                            + " ' ' || rolcreaterole || ' ' || rolbypassrls from"
                                            + " pg_roles where rolname = session_user"))
                    .isEqualTo("10 true false false false");
        }
    }

    /// The server of the tests trusts local clients, so what it keeps is looked at instead.
    @Test
    void the_server_keeps_the_verifier_of_the_newest_password_whatever_is_in_it()
            throws SQLException {
        var tenant = tenant("quotes");
        assertThat(isPasswordOf(tenant, tenant.developerPassword())).isTrue();
        var odd = new Secret("it's \\ \"odd\" ?; -- $$");

        logins.setPassword(tenant.developer(), odd);

        assertThat(isPasswordOf(tenant, odd)).isTrue();
        assertThat(isPasswordOf(tenant, tenant.developerPassword())).isFalse();
    }

    private boolean isPasswordOf(Tenant tenant, Secret password) throws SQLException {
        try (var connection = provisioner.connect()) {
            var verifier =
                    ask(
                            connection,
                            "select rolpassword from pg_authid where rolname = '%s'"
                                    .formatted(tenant.developer()));
            var salt = verifier.substring(verifier.indexOf(':') + 1, verifier.lastIndexOf('$'));
            return PasswordUtil.encodeScramSha256(
                            password.reveal().toCharArray(), 4096, Base64.getDecoder().decode(salt))
                    .equals(verifier);
        }
    }

    @Test
    void a_revoked_login_is_thrown_out() throws SQLException {
        var tenant = tenant("revoked");
        try (var connection = tenant.asDeveloper().getConnection()) {
            logins.revoke(tenant.developer(), tenant.project());
            assertThat(connection.isValid(5)).isFalse();
        }
        assertThatThrownBy(tenant.asDeveloper()::getConnection)
                .hasMessageContaining("permission denied");
        logins.revoke(tenant.developer(), tenant.project());
    }

    @Test
    void a_dropped_login_leaves_what_it_made_to_the_project() throws SQLException {
        var tenant = tenant("dropped");
        tenant.develop("create table hers (id int)");
        try (var connection = tenant.asDeveloper().getConnection()) {
            run(connection, "set role none", "create schema own", "create table own.mine (id int)");
        }

        logins.drop(tenant.developer());
        logins.drop(tenant.developer());

        var owner = RoleNames.of(tenant.project().ref()).owner();
        try (var inside = provisioner.connect(tenant.project().databaseName())) {
            assertThat(
                            ask(
                                    inside,
                                    "select string_agg(distinct tableowner, ',') from pg_tables"
                                            + " where tablename in ('hers', 'mine')"))
                    .isEqualTo(owner);
            assertThat(
                            Provisioner.exists(
                                    inside,
                                    "select from pg_roles where rolname = ?",
                                    tenant.developer()))
                    .isFalse();
        }
    }

    @Test
    void the_login_of_a_deleted_project_can_be_dropped() {
        var tenant = tenant("gone");
        projects.delete(tenant.project().ref());
        logins.drop(tenant.developer());
    }

    @Test
    void no_other_role_is_ever_touched() {
        var role = RoleNames.of(tenant("others").project().ref()).api();
        for (var name : new String[] {role, "postgres", "u_0123456789ab; drop role anon", "U_x"}) {
            assertThatThrownBy(() -> logins.drop(name))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> logins.setPassword(name, new Secret("x")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Tenant tenant(String name) {
        var project = projects.create(Wishes.of(ORGANISATION, name));
        return Tenant.of(project, provisioner, directory, store, logins);
    }
}
