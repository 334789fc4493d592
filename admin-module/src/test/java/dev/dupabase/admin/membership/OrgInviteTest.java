package dev.dupabase.admin.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.People;
import dev.dupabase.admin.PlatformApiTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgInviteTest extends PlatformApiTest {
    @Test
    void an_invitation_makes_its_addressee_a_member() {
        var people = people();
        var since = auditPosition();
        var invite = invite(people.admin, people, People.email(people.stranger), "developer");
        assertThat(invite.status()).isEqualTo(201);
        assertThat(invite.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "org_id",
                        "email",
                        "role",
                        "invited_by",
                        "token",
                        "accepted_at",
                        "expires_at",
                        "created_at",
                        "url",
                        "mailed");
        assertThat(invite.text("token")).matches("[0-9a-f]{64}");
        assertThat(invite.text("url")).endsWith("/invites/" + invite.text("token"));
        assertThat(invite.body()).contains("\"accepted_at\":null").contains("\"mailed\":false");
        assertThat(
                        Duration.between(
                                OffsetDateTime.now(java.time.ZoneOffset.UTC),
                                OffsetDateTime.parse(invite.text("expires_at"))))
                .isBetween(Duration.ofDays(7).minusMinutes(10), Duration.ofDays(7));

        var joined = accept(people.stranger, invite);
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.text("id")).isEqualTo(people.org);
        assertThat(joined.text("role")).isEqualTo("developer");
        assertThat(people.role(people.stranger)).isEqualTo("developer");
        var again = accept(people.stranger, invite);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text("error")).contains("before");
        assertThat(actionsSince(since)).containsExactly("create_org_invite", "accept_org_invite");
    }

    // contracts/platform.md §20-17: tokens are secrets, of which only a hash is kept.
    @Test
    void the_token_is_shown_once_and_stored_nowhere() {
        var people = people();
        var invite = invite(people.owner, people, newEmail(), "viewer");
        var token = invite.text("token");
        var list = people.admin.get(people.path() + "/invites");
        assertThat(list.json().size()).isEqualTo(1);
        assertThat(list.json().path(0).path("id").stringValue()).isEqualTo(invite.text("id"));
        assertThat(list.body()).doesNotContain(token).doesNotContain("token");
        for (var table : new String[] {"org_invites", "audit_log", "scheduled_tasks"}) {
            assertThat(
                            count(
                                    "select count(*) from platform.%s t where t::text like '%%%s%%'"
                                            .formatted(table, token)))
                    .as(table)
                    .isZero();
        }
    }

    // contracts/platform.md §20-25
    @Test
    void an_invitation_is_for_its_address_whatever_the_case() {
        var people = people();
        var email = newEmail();
        var bea = register(email);
        var invite =
                invite(
                        people.owner,
                        people,
                        " " + email.toUpperCase(java.util.Locale.ROOT) + " ",
                        "viewer");
        assertThat(invite.text("email")).isEqualTo(email);
        assertThat(accept(people.stranger, invite).status()).isEqualTo(403);
        assertThat(people.role(people.stranger)).isEmpty();
        assertThat(accept(bea, invite).status()).isEqualTo(200);
    }

    // contracts/platform.md §20-25
    @Test
    void of_those_who_accept_at_once_one_joins() throws Exception {
        var people = people();
        var invite = invite(people.owner, people, People.email(people.stranger), "viewer");
        Callable<Integer> accept = () -> accept(people.stranger, invite).status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses =
                    threads.invokeAll(Stream.generate(() -> accept).limit(4).toList()).stream()
                            .map(future -> future.resultNow())
                            .sorted()
                            .toList();
            assertThat(statuses).containsExactly(200, 400, 400, 400);
        }
        assertThat(
                        count(
                                """
                                select count(*) from platform.audit_log
                                where org_id = '%s' and action = 'accept_org_invite'
                                """
                                        .formatted(people.org)))
                .isEqualTo(1);
    }

    @Test
    void an_expired_a_revoked_and_an_unknown_invitation_are_good_for_nothing() {
        var people = people();
        var expired = invite(people.owner, people, People.email(people.stranger), "viewer");
        platform.sql(
                        "update platform.org_invites set expires_at = now() where org_id = cast(:org as uuid)")
                .param("org", people.org)
                .update();
        var late = accept(people.stranger, expired);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.text("error")).contains("expired");
        assertThat(people.owner.get(people.path() + "/invites").body()).isEqualTo("[]");

        var revoked = invite(people.owner, people, People.email(people.stranger), "viewer");
        assertThat(revoked.status()).as("the expired one does not count").isEqualTo(201);
        var path = people.path() + "/invites/" + revoked.text("id");
        assertThat(people.admin.delete(path).body()).isEqualTo("{\"status\":\"revoked\"}");
        assertThat(people.admin.delete(path).status()).isEqualTo(404);
        assertThat(accept(people.stranger, revoked).status()).isEqualTo(404);
        for (var token : new String[] {"f".repeat(64), "x", "%25"}) {
            assertThat(
                            people.stranger
                                    .post("/platform/orgs/invites/" + token + "/accept", "")
                                    .status())
                    .as(token)
                    .isIn(400, 404);
        }
        assertThat(people.role(people.stranger)).isEmpty();
    }

    @Test
    void nobody_is_invited_twice_or_as_a_member() {
        var people = people();
        assertThat(invite(people.admin, people, People.email(people.viewer), "viewer").text("code"))
                .isEqualTo("already_member");
        var email = newEmail();
        assertThat(invite(people.admin, people, email, "viewer").status()).isEqualTo(201);
        var again =
                invite(people.owner, people, email.toUpperCase(java.util.Locale.ROOT), "developer");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("already_invited");
    }

    @Test
    void who_became_a_member_in_another_way_cannot_accept() {
        var people = people();
        var email = newEmail();
        var invite = invite(people.admin, people, email, "viewer");
        register(email);
        platform.sql(
                        """
                        insert into platform.org_members (org_id, user_id, role)
                        select cast(:org as uuid), id, 'developer' from platform.users where email = :email
                        """)
                .param("org", people.org)
                .param("email", email)
                .update();
        assertThat(accept(signIn(email, PASSWORD), invite).status()).isEqualTo(409);
    }

    @Test
    void an_admin_invites_nobody_of_the_own_rank() {
        var people = people();
        assertThat(invite(people.admin, people, newEmail(), "admin").status()).isEqualTo(403);
        assertThat(invite(people.owner, people, newEmail(), "admin").status()).isEqualTo(201);
        assertThat(invite(people.developer, people, newEmail(), "viewer").status()).isEqualTo(403);
    }

    @Test
    void what_somebody_had_open_goes_when_they_could_not_invite_so_any_more() {
        var people = people();
        var byAdmin = invite(people.admin, people, People.email(people.stranger), "viewer");
        people.owner.delete(people.pathOf(people.admin));
        assertThat(accept(people.stranger, byAdmin).status()).isEqualTo(404);

        var byOwner = invite(people.owner, people, newEmail(), "admin");
        var harmless = invite(people.owner, people, newEmail(), "viewer");
        people.owner.post(
                people.path() + "/transfer",
                "{\"user_id\":\"%s\",\"platform_password\":\"%s\"}"
                        .formatted(People.id(people.developer), PASSWORD));
        var open = people.developer.get(people.path() + "/invites").json();
        assertThat(open.size()).isEqualTo(1);
        assertThat(open.path(0).path("id").stringValue()).isEqualTo(harmless.text("id"));
        assertThat(byOwner.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | email",
                "{\"email\":\"x\",\"role\":\"viewer\"} | email",
                "{\"email\":\"a@b.de\"} | role",
                "{\"email\":\"a@b.de\",\"role\":\"owner\"} | role",
                "{\"email\":\"a@b.de\",\"role\":\"boss\"} | role"
            })
    void what_is_wrong_is_named(String body, String field) {
        var people = people();
        var answer = people.owner.post(people.path() + "/invites", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("fields").propertyNames()).contains(field);
    }

    private static ApiClient.Answer invite(
            ApiClient who, People people, String email, String role) {
        return who.post(
                people.path() + "/invites",
                "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
    }

    private static ApiClient.Answer accept(ApiClient who, ApiClient.Answer invite) {
        return who.post("/platform/orgs/invites/" + invite.text("token") + "/accept", "");
    }
}
