package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.Cli;
import dev.dupabase.process.PlatformClient;
import dev.dupabase.process.SharedServer;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The commands of the jar, run as processes against a running server (docs/cli.md).
class CliIT {
    private final Cli nobody = Cli.at(SharedServer.get().url());

    private Cli someone() {
        return nobody.with(
                "DUPABASE_TOKEN", PlatformClient.register(SharedServer.get().url()).token());
    }

    @Test
    void a_command_does_not_start_the_server() {
        var outcome = nobody.java(List.of("-Xlog:class+load:file=classes.txt"), "", "--version");

        assertThat(outcome.exitCode()).isZero();
        assertThat(nobody.folder().resolve("classes.txt"))
                .content()
                .contains("dev.dupabase.cli.Dupabase ")
                .doesNotContain("org.springframework", "org.apache.catalina");
    }

    @Test
    void a_login_is_kept_until_the_logout() throws Exception {
        var email = UUID.randomUUID() + "@example.com";
        PlatformClient.register(SharedServer.get().url(), email);

        var login =
                nobody.feed(
                        PlatformClient.PASSWORD + "\n",
                        "login",
                        "--email",
                        email,
                        "--password-stdin");
        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        nobody.folder().resolve("credentials.json"))))
                .isEqualTo("rw-------");
        assertThat(nobody.run("whoami").out()).contains(email);

        assertThat(nobody.run("logout").exitCode()).isZero();
        assertThat(nobody.run("whoami").exitCode()).isEqualTo(3);
    }

    @Test
    void a_project_goes_from_its_making_to_its_end() {
        var cli = someone();
        var name = "shop " + UUID.randomUUID();

        var made = cli.run("projects", "create", name, "-o", "json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        var ref = made.json().path("ref").asString();
        assertThat(made.json().path("service_role_key").asString()).isNotEmpty();

        assertThat(cli.run("projects", "list").out()).contains(ref, name, "active");
        assertThat(cli.run("projects", "list", "-o", "json").json().path(0).path("ref").asString())
                .isEqualTo(ref);
        assertThat(cli.run("projects", "get", ref).out())
                .contains(name)
                .contains("--secrets shows it");
        assertThat(cli.run("projects", "pause", name).out()).contains("is paused");
        assertThat(cli.run("projects", "pause", name).exitCode()).isEqualTo(1);
        assertThat(cli.run("projects", "resume", ref).out()).contains("is active");
        var rotated = cli.run("projects", "rotate-keys", ref, "-o", "json").json();
        assertThat(rotated.path("anon_key")).isNotEqualTo(made.json().path("anon_key"));

        assertThat(cli.run("projects", "delete", ref).exitCode())
                .as("nobody is there to be asked")
                .isEqualTo(2);
        assertThat(cli.run("projects", "delete", ref, "--yes").exitCode()).isZero();
        assertThat(cli.run("projects", "get", ref).exitCode()).isEqualTo(3);
    }

    @Test
    void how_a_command_ends_tells_why() {
        assertThat(nobody.run("projects", "list").exitCode()).as("not signed in").isEqualTo(3);
        assertThat(someone().run("users", "list").exitCode()).as("not allowed").isEqualTo(3);
        assertThat(nobody.run("projects", "lost").exitCode()).as("no such command").isEqualTo(2);
        var invalid = someone().run("orgs", "create", "Acme", "NOT A SLUG");
        assertThat(invalid.exitCode()).isEqualTo(2);
        assertThat(invalid.err()).contains("slug:").contains("invalid_input");
        var deaf = nobody.run("whoami", "--url", "http://127.0.0.1:9", "--token", "t");
        assertThat(deaf.exitCode()).isEqualTo(4);
    }

    @Test
    void members_come_by_invitation() {
        var cli = someone();
        var slug = "acme-" + UUID.randomUUID().toString().substring(0, 8);

        assertThat(cli.run("orgs", "create", "Acme", slug).exitCode()).isZero();
        assertThat(cli.run("orgs", "list").out()).contains(slug, "owner");
        assertThat(cli.run("orgs", "invite", slug, "bea@example.com", "--role", "viewer").out())
                .contains("bea@example.com", "viewer", "http");
        assertThat(cli.run("orgs", "members", slug).out()).contains("owner");
    }
}
