package dev.dupabase.auth.managed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.users.ProjectUser;
import dev.dupabase.platform.users.ProjectUsers;
import dev.dupabase.platform.users.UserChange;
import dev.dupabase.platform.users.UserLink;
import dev.dupabase.platform.users.UserSearch;
import dev.dupabase.platform.users.UserSearch.Condition;
import dev.dupabase.platform.users.UserSearch.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@TestInstance(Lifecycle.PER_CLASS)
class ManagedUsersTest extends AuthServer {
    private static final String PASSWORD = "secret-1";

    private TestProject test;
    private Project project;
    private int made;
    @Autowired private ProjectUsers users;

    @BeforeAll
    void makeProject() {
        test = newProject();
        project = test.project();
    }

    /// As the platform API's own request would be.
    @BeforeEach
    void request() {
        var request = new MockHttpServletRequest();
        request.addHeader("X-JWT-AUD", "elsewhere");
        request.addHeader("Referer", "https://evil.example");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void noRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    private String newAddress() {
        return "managed%d@example.com".formatted(made++);
    }

    private static UserChange with(String email, String password) {
        return new UserChange(email, null, password, true, null, null, null);
    }

    private List<ProjectUser> found(String text, Condition condition) {
        return users.list(
                        project,
                        new UserSearch(text, "", condition, Order.CREATED_AT, true, 1, 100))
                .users();
    }

    @Test
    void a_user_is_made_changed_and_deleted() {
        var email = newAddress();
        var user = users.create(project, with(email, PASSWORD));
        assertThat(user.email()).isEqualTo(email);
        assertThat(user.emailConfirmedAt()).isNotNull();
        assertThat(user.hasPassword()).isTrue();
        assertThat(user.identities()).hasSize(1);
        test.signIn(email, PASSWORD).ok();
        assertThat(users.get(project, user.id()).sessions()).hasSize(1);

        var changed =
                users.update(
                        project,
                        user.id(),
                        new UserChange(
                                null,
                                "+4915112345678",
                                "another-2",
                                null,
                                true,
                                Map.of("full_name", "Ann"),
                                Map.of("plan", "pro")));
        assertThat(changed.phone()).isEqualTo("4915112345678");
        assertThat(changed.displayName()).isEqualTo("Ann");
        assertThat(changed.appMetadata()).containsEntry("plan", "pro").containsKey("providers");
        test.signIn(email, "another-2").ok();

        assertThat(refusal(() -> users.create(project, with(email, PASSWORD))))
                .isEqualTo(HttpStatus.CONFLICT);
        assertThat(refusal(() -> users.create(project, with("no address", PASSWORD))))
                .isEqualTo(HttpStatus.BAD_REQUEST);
        users.delete(project, user.id());
        assertThat(refusal(() -> users.get(project, user.id()))).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(refusal(() -> users.delete(project, user.id()))).isEqualTo(HttpStatus.NOT_FOUND);
    }

    // contracts/platform.md §20-32: a ban is readable, and ends what is open
    @Test
    void a_ban_ends_sessions_and_the_list_still_answers() {
        var email = newAddress();
        var user = users.create(project, with(email, PASSWORD));
        var session = test.signIn(email, PASSWORD).ok();
        var banned = users.ban(project, user.id(), null);
        assertThat(banned.bannedUntil()).isAfter(Instant.now().plus(Duration.ofDays(36_000)));
        assertThat(banned.sessions()).isEmpty();
        assertThat(test.refresh(session.text("refresh_token")).status()).isEqualTo(400);
        assertThat(test.signIn(email, PASSWORD).status()).isEqualTo(400);
        assertThat(found(email, Condition.BANNED)).hasSize(1);
        test.execute(
                "update auth.users set banned_until = 'infinity' where id = '%s'"
                        .formatted(user.id()));
        assertThat(found(email, Condition.BANNED).getFirst().bannedUntil()).isNotNull();
        assertThat(users.unban(project, user.id()).bannedUntil()).isNull();
        test.signIn(email, PASSWORD).ok();
        assertThat(users.ban(project, user.id(), Duration.ofHours(2)).bannedUntil())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(60)),
                        Instant.now().plus(Duration.ofMinutes(121)));
    }

    @Test
    void users_are_found_sorted_and_counted() {
        var tag = "sorted" + UUID.randomUUID().toString().substring(0, 8);
        for (var name : List.of("b", "a", "c")) {
            users.create(
                    project,
                    new UserChange(
                            "%s-%s@example.com".formatted(tag, name),
                            null,
                            null,
                            name.equals("b"),
                            null,
                            Map.of("full_name", "Per%son " + name),
                            null));
        }
        assertThat(emails(new UserSearch(tag, "", null, Order.EMAIL, false, 1, 100)))
                .containsExactly(
                        tag + "-a@example.com", tag + "-b@example.com", tag + "-c@example.com");
        assertThat(
                        emails(
                                new UserSearch(
                                        tag.toUpperCase(java.util.Locale.ROOT),
                                        "email",
                                        null,
                                        Order.EMAIL,
                                        true,
                                        1,
                                        2)))
                .containsExactly(tag + "-c@example.com", tag + "-b@example.com");
        var second =
                users.list(project, new UserSearch(tag, "", null, Order.CREATED_AT, false, 2, 2));
        assertThat(second.total()).isEqualTo(3);
        assertThat(second.users()).hasSize(1);
        assertThat(found(tag, Condition.CONFIRMED)).hasSize(1);
        assertThat(found(tag, Condition.UNCONFIRMED)).hasSize(2);
        assertThat(found("per%son a", null)).isNotEmpty();
        assertThat(found("p_r%son a", null)).isEmpty();
        var id = found(tag, Condition.CONFIRMED).getFirst().id();
        assertThat(found(id.toString(), null)).hasSize(1);
    }

    private Stream<String> streamOf(UserSearch search) {
        return users.list(project, search).users().stream().map(ProjectUser::email);
    }

    private List<String> emails(UserSearch search) {
        return streamOf(search).toList();
    }

    @Test
    void mails_are_sent_and_lead_to_the_site() {
        var email = newAddress();
        var invited =
                users.invite(project, email, Map.of("team", "a"), "https://evil.example/steal");
        assertThat(invited.invitedAt()).isNotNull();
        assertThat(mails(test, email)).hasSize(1);
        assertThat(newestMail(test, email).html()).doesNotContain("evil.example");
        users.send(project, invited.id(), UserLink.INVITE, null);
        assertThat(mails(test, email)).hasSize(2);

        var known = newAddress();
        var user = users.create(project, with(known, PASSWORD));
        users.send(project, user.id(), UserLink.RECOVERY, null);
        assertThat(newestMail(test, known).html()).contains("type=recovery");
        assertThat(refusal(() -> users.send(project, user.id(), UserLink.CONFIRMATION, null)))
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void sessions_end_one_by_one_or_all() {
        var email = newAddress();
        var user = users.create(project, with(email, PASSWORD));
        var first = test.signIn(email, PASSWORD).ok();
        test.signIn(email, PASSWORD).ok();
        var sessions = users.get(project, user.id()).sessions();
        assertThat(sessions).hasSize(2);
        assertThat(sessions.getFirst().amr()).contains("password");
        users.endSession(project, user.id(), sessions.getLast().id());
        assertThat(test.refresh(first.text("refresh_token")).status()).isEqualTo(400);
        assertThat(refusal(() -> users.endSession(project, user.id(), UUID.randomUUID())))
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(users.endSessions(project, user.id())).isEqualTo(1);
        assertThat(users.get(project, user.id()).sessions()).isEmpty();
        assertThat(refusal(() -> users.deleteFactor(project, user.id(), UUID.randomUUID())))
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void claims_for_a_try_are_those_of_a_token() {
        var user = users.create(project, with(newAddress(), PASSWORD));
        var claims = users.claims(project, user.id()).orElseThrow();
        assertThat(claims.path("sub").stringValue()).isEqualTo(user.id().toString());
        assertThat(claims.path("role").stringValue()).isEqualTo("authenticated");
        assertThat(claims.path("aal").stringValue()).isEqualTo("aal1");
        assertThat(claims.path("email").stringValue()).isEqualTo(user.email());
        assertThat(users.claims(project, UUID.randomUUID())).isEmpty();
        assertThat(users.get(project, user.id()).sessions()).isEmpty();
    }

    private static HttpStatusCode refusal(Runnable work) {
        var seen = new HttpStatusCode[1];
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        ApiException.class, refusal -> seen[0] = refusal.code().status());
        return seen[0];
    }
}
