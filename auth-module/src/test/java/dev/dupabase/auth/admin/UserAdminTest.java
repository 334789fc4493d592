package dev.dupabase.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@TestInstance(Lifecycle.PER_CLASS)
class UserAdminTest extends AuthServer {
    private TestProject project;
    private int users;

    @BeforeAll
    void makeProject() {
        project = newProject();
    }

    private String[] service(TestProject project) {
        return TestProject.bearer(project.serviceKey());
    }

    private String newAddress() {
        return "user%d@example.com".formatted(users++);
    }

    private Reply create(String body) {
        return project.post("/admin/users", body, service(project));
    }

    private Reply update(String id, String body) {
        return project.put("/admin/users/" + id, body, service(project));
    }

    @Test
    void only_administrators_get_in() {
        var user = project.signUp(newAddress(), "secret-1");
        project.get("/admin/users")
                .refused(401, "no_authorization", "This endpoint requires a valid Bearer token");
        for (var token : new String[] {project.anonKey(), user.text("access_token")}) {
            project.get("/admin/users", TestProject.bearer(token))
                    .refused(403, "not_admin", "User not allowed");
        }
        assertThat(project.get("/admin/users", "apikey", project.serviceKey()).status())
                .isEqualTo(401);
        project.get("/admin/users", service(project)).ok();
    }

    @Test
    void a_user_is_made_quietly_and_signs_in() {
        var email = newAddress();

        var user =
                create(
                                """
                                {"email":"%s","password":"x","email_confirm":true,"phone":"+49 170 1234567",
                                 "user_metadata":{"name":"Ann"},"app_metadata":{"plan":"gold"}}
                                """
                                        .formatted(email))
                        .ok();

        assertThat(user.text("email")).isEqualTo(email);
        assertThat(user.text("phone")).isEqualTo("491701234567");
        assertThat(user.at("user_metadata").toString())
                .isEqualTo("{\"name\":\"Ann\",\"email_verified\":true}");
        assertThat(user.text("app_metadata.plan")).isEqualTo("gold");
        assertThat(user.at("app_metadata.providers").toString()).isEqualTo("[\"email\",\"phone\"]");
        assertThat(user.at("identities").size()).isEqualTo(2);
        assertThat(user.at("identities.0.identity_data.email_verified").asBoolean()).isFalse();
        assertThat(mails(project, email)).isEmpty();
        project.signIn(email, "x").ok();

        var unconfirmed =
                create("{\"email\":\"%s\",\"user_metadata\":{\"a\":1}}".formatted(newAddress()));
        assertThat(unconfirmed.ok().at("user_metadata").toString()).isEqualTo("{\"a\":1}");
        assertThat(unconfirmed.at("email_confirmed_at").isMissingNode()).isTrue();
    }

    @Test
    void a_hash_made_elsewhere_serves_as_password() {
        var email = newAddress();
        var hash = new BCryptPasswordEncoder(6).encode("from-elsewhere");

        create(
                        "{\"email\":\"%s\",\"password_hash\":\"%s\",\"email_confirm\":true}"
                                .formatted(email, hash))
                .ok();

        project.signIn(email, "from-elsewhere").ok();
        assertThat(
                        create(
                                        "{\"email\":\"%s\",\"password_hash\":\"md5$x\"}"
                                                .formatted(newAddress()))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void a_hash_of_argon2_or_firebase_signs_in_as_well() {
        var argon2 =
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA";
        var email = newAddress();
        create(
                        "{\"email\":\"%s\",\"password_hash\":\"%s\",\"email_confirm\":true}"
                                .formatted(email, argon2))
                .ok();

        project.signIn(email, "password").ok();
        project.signIn(email, "passwort")
                .refused(400, "invalid_credentials", "Invalid login credentials");
    }

    @Test
    void what_is_wrong_with_a_new_user_is_said() {
        create("{}")
                .refused(
                        400,
                        "validation_failed",
                        "Cannot create a user without either an email or phone");
        create("{\"email\":\"nonsense\"}")
                .refused(
                        400,
                        "validation_failed",
                        "Unable to validate email address: invalid format");
        create("{\"email\":\"a@b.org\",\"password\":\"x\",\"password_hash\":\"y\"}")
                .refused(
                        400,
                        "validation_failed",
                        "Only a password or a password hash should be provided");
        create("{\"email\":\"a@b.org\",\"id\":\"7\"}")
                .refused(400, "validation_failed", "ID must conform to the uuid v4 format");
        create("{\"email\":\"a@b.org\",\"id\":\"00000000-0000-0000-0000-000000000000\"}")
                .refused(400, "validation_failed", "ID cannot be a nil uuid");
        create("{\"email\":\"a@b.org\",\"ban_duration\":\"soon\"}")
                .refused(400, "validation_failed", "invalid format for ban duration: soon");
        var email = newAddress();
        create("{\"email\":\"%s\"}".formatted(email)).ok();
        create("{\"email\":\"%s\"}".formatted(email))
                .refused(
                        422,
                        "email_exists",
                        "A user with this email address has already been registered");
    }

    @Test
    void a_user_can_have_the_id_it_had_elsewhere() {
        var id = UUID.randomUUID().toString();

        create("{\"email\":\"%s\",\"id\":\"%s\"}".formatted(newAddress(), id)).ok();

        assertThat(project.get("/admin/users/" + id, service(project)).ok().text("id"))
                .isEqualTo(id);
    }

    @Test
    void users_are_listed_page_by_page() {
        var listed = newProject();
        for (int i = 1; i <= 5; i++) {
            listed.post(
                            "/admin/users",
                            "{\"email\":\"u%d@example.com\",\"user_metadata\":{\"full_name\":\"Name %<d\"}}"
                                    .formatted(i),
                            service(listed))
                    .ok();
        }

        var first = listed.get("/admin/users?page=&per_page=2", service(listed)).ok();
        assertThat(first.at("users").size()).isEqualTo(2);
        assertThat(first.text("users.0.email")).isEqualTo("u5@example.com");
        assertThat(first.text("aud")).isEqualTo("authenticated");
        assertThat(first.header("X-Total-Count")).isEqualTo("5");
        assertThat(first.header("Link"))
                .isEqualTo(
                        "</admin/users?page=2&per_page=2>; rel=\"next\", </admin/users?page=3&per_page=2>; rel=\"last\"");
        var last = listed.get("/admin/users?page=3&per_page=2", service(listed)).ok();
        assertThat(last.at("users").size()).isEqualTo(1);
        assertThat(last.header("Link")).isEqualTo("</admin/users?page=3&per_page=2>; rel=\"last\"");
        assertThat(
                        listed.get("/admin/users?sort=created_at%20asc", service(listed))
                                .text("users.0.email"))
                .isEqualTo("u1@example.com");
        for (var filter : new String[] {"filter=u3", "filter=name%203", "email=U3@example.com"}) {
            var found = listed.get("/admin/users?" + filter, service(listed)).ok();
            assertThat(found.at("users").size()).isEqualTo(1);
            assertThat(found.text("users.0.email")).isEqualTo("u3@example.com");
        }
        assertThat(listed.get("/admin/users?filter=%25", service(listed)).at("users").size())
                .isZero();
        for (var bad : new String[] {"page=-1", "page=x", "per_page=1e9", "sort=email"}) {
            var refused = listed.get("/admin/users?" + bad, service(listed));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("msg")).startsWith("Bad ");
        }
    }

    @Test
    void a_user_is_changed_at_once_and_without_mails() {
        var email = newAddress();
        var wanted = newAddress();
        var id =
                create(
                                """
                                {"email":"%s","password":"secret-1","email_confirm":true,
                                 "user_metadata":{"a":1,"b":2},"app_metadata":{"plan":"gold"}}
                                """
                                        .formatted(email))
                        .text("id");
        var session = project.signIn(email, "secret-1").ok();

        var user =
                update(
                                id,
                                """
                                {"email":"%s","password":"secret-2","role":"editor",
                                 "user_metadata":{"a":null,"c":3},"app_metadata":{"plan":"free"}}
                                """
                                        .formatted(wanted))
                        .ok();

        assertThat(user.text("email")).isEqualTo(wanted);
        assertThat(user.text("role")).isEqualTo("editor");
        assertThat(user.text("identities.0.email")).isEqualTo(wanted);
        assertThat(user.at("user_metadata").toString())
                .isEqualTo("{\"b\":2,\"c\":3,\"email_verified\":true}");
        assertThat(user.text("app_metadata.plan")).isEqualTo("free");
        assertThat(user.text("app_metadata.provider")).isEqualTo("email");
        assertThat(mails(project, wanted)).isEmpty();
        project.signIn(wanted, "secret-2").ok();
        project.refresh(session.text("refresh_token")).ok();
        update(id, "{\"password\":\"x\"}")
                .refused(422, "weak_password", "Password should be at least 6 characters.");
        var taken = newAddress();
        create("{\"email\":\"%s\"}".formatted(taken)).ok();
        update(id, "{\"email\":\"%s\"}".formatted(taken))
                .refused(
                        422,
                        "email_exists",
                        "A user with this email address has already been registered");
    }

    @Test
    void a_user_is_banned_and_let_in_again() {
        var email = newAddress();
        var id =
                create(
                                "{\"email\":\"%s\",\"password\":\"secret-1\",\"email_confirm\":true}"
                                        .formatted(email))
                        .text("id");

        assertThat(update(id, "{\"ban_duration\":\"1h30m\"}").ok().text("banned_until"))
                .isNotEmpty();
        project.signIn(email, "secret-1").refused(400, "user_banned", "User is banned");
        update(id, "{\"ban_duration\":\"none\"}").ok();
        project.signIn(email, "secret-1").ok();
    }

    @Test
    void a_user_is_removed_with_all_that_hangs_on_it() {
        var session = project.signUp(newAddress(), "secret-1");
        var id = session.text("user.id");

        assertThat(project.delete("/admin/users/" + id, service(project)).ok().text())
                .isEqualTo("{}");

        assertThat(
                        project.query(
                                "select 1 from auth.sessions where user_id = '%s' union all select 1 from auth.identities where user_id = '%<s'"
                                        .formatted(id)))
                .isEmpty();
        project.get("/admin/users/" + id, service(project))
                .refused(404, "user_not_found", "User not found");
        project.delete("/admin/users/nonsense", service(project))
                .refused(404, "validation_failed", "user_id must be an UUID");
    }

    @Test
    void a_softly_removed_user_leaves_a_nameless_row_and_a_free_address() {
        var email = newAddress();
        var session = project.signUp(email, "secret-1");
        var id = session.text("user.id");

        project.send(
                        "DELETE",
                        "/admin/users/" + id,
                        "{\"should_soft_delete\":true}",
                        service(project))
                .ok();

        var gone = project.get("/admin/users/" + id, service(project)).ok();
        assertThat(gone.text("deleted_at")).isNotEmpty();
        assertThat(gone.text("email")).isEqualTo(Pseudonym.of(UUID.fromString(id), email));
        assertThat(gone.at("user_metadata").toString()).isEqualTo("{}");
        assertThat(gone.at("identities.0.identity_data").toString()).isEqualTo("{}");
        assertThat(project.get("/user", TestProject.bearer(session.text("access_token"))).status())
                .isEqualTo(403);
        project.signUp(email, "secret-1");
    }

    @Test
    void what_happened_can_be_read() {
        var audited = newProject();
        var email = "audit@example.com";
        audited.signUp(email, "secret-1");

        var logins = audited.get("/admin/audit?query=action:login", service(audited)).ok();

        assertThat(logins.json().size()).isEqualTo(1);
        assertThat(logins.text("0.payload.action")).isEqualTo("login");
        assertThat(logins.text("0.payload.log_type")).isEqualTo("account");
        assertThat(logins.text("0.payload.actor_username")).isEqualTo(email);
        assertThat(logins.text("0.ip_address")).isEqualTo("127.0.0.1");
        assertThat(
                        audited.get("/admin/audit?query=author:audit", service(audited))
                                .ok()
                                .json()
                                .size())
                .isEqualTo(2);
        assertThat(audited.get("/admin/audit", service(audited)).header("X-Total-Count"))
                .isEqualTo("2");
        audited.get("/admin/audit?query=moon:x", service(audited))
                .refused(400, "validation_failed", "Invalid query scope: moon");
    }
}
