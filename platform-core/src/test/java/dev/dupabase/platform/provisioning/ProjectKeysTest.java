package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.house.HeardEvents;
import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.token.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class ProjectKeysTest {
    private static Project project;

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectKeys keys;
    @Autowired private ProjectDirectory directory;
    @Autowired private TokenVerifier tokens;
    @Autowired private HeardEvents events;
    @Autowired private JdbcClient database;

    @BeforeEach
    void a_project() {
        if (project == null) {
            project = projects.create(Wishes.of(UUID.randomUUID(), "keys"));
        }
    }

    @Test
    void legacy_keys_carry_the_claims_of_the_contract() throws Exception {
        var secrets = directory.secrets(project.ref());
        assertThat(secrets.jwtSecret().reveal()).matches("[0-9a-f]{128}");
        for (var role : List.of("anon", "service_role")) {
            var key = role.equals("anon") ? secrets.anonKey() : secrets.serviceRoleKey();
            var claims = tokens.verify(List.of(secrets.jwtSecret()), key.reveal());
            assertThat(claims.values().keySet())
                    .containsExactlyInAnyOrder(
                            "role", "iss", "project_id", "ref", "kid", "iat", "exp");
            assertThat(claims.text("role")).contains(role);
            assertThat(claims.text("iss")).contains("supabase");
            assertThat(claims.text("project_id")).contains(project.id().toString());
            assertThat(claims.text("ref")).contains(project.ref().value());
            long issued = claims.number("iat").orElseThrow();
            assertThat(issued)
                    .isBetween(
                            Instant.now().getEpochSecond() - 600, Instant.now().getEpochSecond());
            assertThat(claims.number("exp")).contains(issued + Duration.ofDays(365).toSeconds());
        }
    }

    @Test
    void of_an_opaque_key_only_the_hash_is_kept() {
        var made = keys.create(project.ref(), ProjectKeys.Kind.SECRET, " deploy ", null);

        var key = made.key().reveal();
        assertThat(key).matches("sb_secret_[A-Za-z0-9]{40}");
        assertThat(made.row().name()).isEqualTo("deploy");
        assertThat(made.row().prefix()).isEqualTo(key.substring(0, 16));
        assertThat(
                        database.sql(
                                        "select row_to_json(k)::text from platform.project_api_keys k where id = :id")
                                .param("id", made.row().id())
                                .query(String.class)
                                .single())
                .doesNotContain(key.substring(16))
                .contains(made.row().prefix());
        assertThat(directory.findByOpaqueKey(key).orElseThrow())
                .isEqualTo(new ProjectDirectory.KeyHolder(project.ref(), "service_role"));
        assertThat(keys.list(project))
                .filteredOn(row -> row.id().equals(made.row().id()))
                .singleElement()
                .satisfies(row -> assertThat(row.lastUsedAt()).isNotNull());
    }

    @Test
    void a_key_is_revoked_once_and_only_by_its_own_project() {
        var other = projects.create(Wishes.of(UUID.randomUUID(), "other keys"));
        var made = keys.create(project.ref(), ProjectKeys.Kind.PUBLISHABLE, "web", null);
        assertUnknown(() -> keys.revoke(other.ref(), made.row().id()));

        keys.revoke(project.ref(), made.row().id());

        assertThat(directory.findByOpaqueKey(made.key().reveal())).isEmpty();
        assertUnknown(() -> keys.revoke(project.ref(), made.row().id()));
        assertThat(keys.list(project))
                .filteredOn(row -> row.id().equals(made.row().id()))
                .singleElement()
                .satisfies(row -> assertThat(row.revokedAt()).isNotNull());
        assertThat(events.of(project.ref())).contains("API_KEY_CREATED", "API_KEY_REVOKED");
    }

    @Test
    void a_rotation_gives_a_new_secret_and_keys_and_leaves_the_logins() {
        var rotating = projects.create(Wishes.of(UUID.randomUUID(), "rotating"));
        var before = directory.secrets(rotating.ref());

        keys.rotate(rotating.ref(), Duration.ofMinutes(5));
        keys.rotate(rotating.ref(), Duration.ofMinutes(5));

        var after = directory.secrets(rotating.ref());
        assertThat(after.jwtSecret()).isNotEqualTo(before.jwtSecret());
        assertThat(after.anonKey()).isNotEqualTo(before.anonKey());
        assertThat(after.serviceRoleKey()).isNotEqualTo(before.serviceRoleKey());
        assertThat(after.apiPassword()).isEqualTo(before.apiPassword());
        assertThat(after.formerJwtSecrets()).hasSize(2).contains(before.jwtSecret());

        keys.rotate(rotating.ref(), Duration.ZERO);
        assertThat(directory.secrets(rotating.ref()).formerJwtSecrets()).isEmpty();
    }

    @Test
    void wishes_that_make_no_sense_are_refused() {
        for (var grace : List.of(Duration.ofSeconds(-1), Duration.ofDays(31))) {
            assertThatThrownBy(() -> keys.rotate(project.ref(), grace))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            e -> assertThat(e.fields()).containsOnlyKeys("grace_seconds"));
        }
        for (var name : List.of("", "  ", "x".repeat(101))) {
            assertThatThrownBy(
                            () -> keys.create(project.ref(), ProjectKeys.Kind.SECRET, name, null))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            e -> assertThat(e.fields()).containsOnlyKeys("name"));
        }
    }

    private static void assertUnknown(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(ProjectError.API_KEY_NOT_FOUND));
    }
}
