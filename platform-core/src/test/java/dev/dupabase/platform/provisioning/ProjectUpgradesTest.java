package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Tenant.ask;
import static dev.dupabase.platform.provisioning.Tenant.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.ProjectDirectory;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Projects of an earlier release are brought up to date, and cannot turn that against the server.
@PlatformTest
class ProjectUpgradesTest {
    private static final UUID ORGANISATION = UUID.randomUUID();
    private static final String OLD = "_dupabase=2,auth=1,extensions=1";

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectUpgrades upgrades;
    @Autowired private ProjectDirectory directory;
    @Autowired private ProjectStore store;
    @Autowired private DatabaseLogins logins;
    @Autowired private Provisioner provisioner;

    @Test
    void a_project_that_is_behind_is_migrated_on_first_use() throws SQLException {
        var tenant = tenant("behind");
        putBack(tenant);
        upgrades.findBehind();

        upgrades.require(tenant.project());

        var row = store.find(tenant.project().ref()).orElseThrow();
        assertThat(row.schemaVersions()).isEqualTo("_dupabase=2,auth=2,extensions=1");
        try (var inside = provisioner.connect(tenant.project().databaseName())) {
            assertThat(ask(inside, "select count(touched) from auth.users")).isEqualTo("0");
            assertThat(
                            ask(
                                    inside,
                                    "select string_agg(version, ',' order by installed_rank) from"
                                            + " _dupabase.history_auth"))
                    .isEqualTo("1,2");
        }
        upgrades.require(tenant.project());
    }

    @Test
    void a_trigger_that_waits_for_the_migration_does_not_become_superuser() throws SQLException {
        var tenant = tenant("trap");
        putBack(tenant);
        tenant.develop(
                "create table caught (who text, super text, failure text)",
                """
                create function spring() returns trigger language plpgsql security definer as $$
                begin
                    insert into public.caught values (session_user, current_setting('is_superuser'));
                    return new;
                end
                $$
                """,
                """
                create function hop() returns trigger language plpgsql as $$
                begin
                    perform set_config('role', 'none', true);
                    begin
                        execute 'create role intruder superuser';
                    exception when others then
                        null;
                    end;
                    perform set_config('role', 'supabase_auth_admin', true);
                    return new;
                end
                $$
                """,
                "create trigger spring before update on auth.users for each row execute function"
                        + " spring()",
                "create trigger hop before update on auth.users for each row execute function"
                        + " hop()");
        try (var inside = provisioner.connect(tenant.project().databaseName())) {
            run(inside, "insert into auth.users (email) values ('ann@example.com')");
        }
        upgrades.findBehind();

        upgrades.upgradeAll();

        try (var inside = provisioner.connect(tenant.project().databaseName())) {
            assertThat(ask(inside, "select count(*) from auth.users where touched")).isEqualTo("1");
            assertThat(ask(inside, "select distinct who || ' ' || super from public.caught"))
                    .isEqualTo(RoleNames.of(tenant.project().ref()).service() + " off");
            assertThat(ask(inside, "select count(*) from pg_roles where rolname = 'intruder'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_project_that_cannot_be_migrated_is_refused_and_left_for_later() throws SQLException {
        var tenant = tenant("stubborn");
        putBack(tenant);
        tenant.develop(
                """
                create function refuse() returns trigger language plpgsql as $$
                begin
                    raise exception 'no';
                end
                $$
                """,
                "create trigger refuse before update on auth.users for each row execute function"
                        + " refuse()");
        try (var inside = provisioner.connect(tenant.project().databaseName())) {
            run(inside, "insert into auth.users (email) values ('ann@example.com')");
        }
        upgrades.findBehind();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> upgrades.require(tenant.project()))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            e -> {
                                assertThat(e.code()).isEqualTo(CommonError.OVERLOADED);
                                assertThat(e.headers()).containsEntry("Retry-After", "30");
                            });
        }
        assertThat(store.find(tenant.project().ref()).orElseThrow().schemaVersions())
                .isEqualTo(OLD);
        projects.delete(tenant.project().ref());
    }

    private Tenant tenant(String name) {
        var project = projects.create(Wishes.of(ORGANISATION, name));
        return Tenant.of(project, provisioner, directory, store, logins);
    }

    /// As a release left it that knew only the first version of `auth`.
    private void putBack(Tenant tenant) throws SQLException {
        try (var inside = provisioner.connect(tenant.project().databaseName())) {
            run(
                    inside,
                    "alter table auth.users drop column touched",
                    "delete from _dupabase.history_auth where version = '2'");
        }
        store.schemaVersions(tenant.project().ref(), OLD);
    }
}
