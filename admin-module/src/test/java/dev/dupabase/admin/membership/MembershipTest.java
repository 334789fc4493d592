package dev.dupabase.admin.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.People;
import dev.dupabase.admin.PlatformApiTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest extends PlatformApiTest {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    @Test
    void members_see_each_other_oldest_first() {
        var people = people();
        var members = people.viewer.get(people.path() + "/members").json();
        assertThat(members.size()).isEqualTo(4);
        assertThat(members.path(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "org_id", "user_id", "email", "role", "created_at");
        assertThat(members.path(0).path("role").stringValue()).isEqualTo("owner");
        assertThat(members.path(0).path("user_id").stringValue())
                .isEqualTo(People.id(people.owner));
        assertThat(members.path(3).path("email").stringValue())
                .isEqualTo(People.email(people.viewer));
    }

    @Test
    void one_changes_only_those_of_lower_roles_and_gives_only_lower_roles() {
        var people = people();
        var second = people.member("admin");

        assertThat(change(people.admin, people, people.developer, "viewer").body())
                .isEqualTo("{\"status\":\"updated\"}");
        assertThat(people.role(people.developer)).isEqualTo("viewer");
        assertThat(change(people.admin, people, people.viewer, "admin").status()).isEqualTo(403);
        assertThat(change(people.admin, people, second, "viewer").status()).isEqualTo(403);
        assertThat(change(people.admin, people, people.admin, "viewer").status()).isEqualTo(403);
        assertThat(change(people.admin, people, people.owner, "viewer").status()).isEqualTo(403);
        assertThat(people.admin.delete(people.pathOf(second)).status()).isEqualTo(403);
        assertThat(people.admin.delete(people.pathOf(people.owner)).status()).isEqualTo(403);
        assertThat(change(people.owner, people, people.owner, "admin").status()).isEqualTo(403);

        assertThat(change(people.owner, people, people.viewer, "admin").status()).isEqualTo(200);
        assertThat(people.role(people.viewer)).isEqualTo("admin");
        assertThat(people.owner.delete(people.pathOf(second)).body())
                .isEqualTo("{\"status\":\"removed\"}");
        assertThat(second.get(people.path()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"role\":null}",
                "{\"role\":\"owner\"}",
                "{\"role\":\"Admin\"}",
                "{\"role\":\"\"}"
            })
    void there_are_three_roles_to_give(String body) {
        var people = people();
        var answer = people.owner.patch(people.pathOf(people.viewer), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("fields").propertyNames()).containsExactly("role");
        assertThat(people.role(people.viewer)).isEqualTo("viewer");
    }

    @Test
    void nobody_removes_oneself_or_somebody_who_is_not_there() {
        var people = people();
        var since = auditPosition();
        assertThat(people.admin.delete(people.pathOf(people.admin)).status()).isEqualTo(400);
        var members = people.path() + "/members/";
        assertThat(people.admin.delete(members + NOBODY).status()).isEqualTo(404);
        assertThat(people.admin.delete(people.pathOf(people.stranger)).status()).isEqualTo(404);
        assertThat(people.admin.delete(members + "x").status()).isEqualTo(400);
        assertThat(people.admin.patch(members + NOBODY, "{\"role\":\"viewer\"}").status())
                .isEqualTo(404);
        assertThat(actionsSince(since)).isEmpty();
    }

    @Test
    void who_leaves_is_out_and_owners_stay() {
        var people = people();
        var since = auditPosition();
        assertThat(people.developer.post(people.path() + "/leave", "").body())
                .isEqualTo("{\"status\":\"left\"}");
        assertThat(people.developer.get(people.path()).status()).isEqualTo(404);
        assertThat(people.developer.post(people.path() + "/leave", "").status()).isEqualTo(404);
        var owner = people.owner.post(people.path() + "/leave", "");
        assertThat(owner.status()).isEqualTo(400);
        assertThat(owner.text("error")).contains("pass");
        var personal = people.owner.get("/platform/orgs").json().path(0).path("id").stringValue();
        assertThat(people.owner.post("/platform/orgs/" + personal + "/leave", "").status())
                .isEqualTo(400);
        assertThat(actionsSince(since)).containsExactly("leave_org");
    }

    @Test
    void an_organisation_is_passed_on_with_the_password() {
        var people = people();
        var path = people.path() + "/transfer";
        assertThat(people.owner.post(path, transfer(people.admin, "wrong password")).status())
                .isEqualTo(401);
        assertThat(people.owner.post(path, transfer(people.stranger, PASSWORD)).status())
                .isEqualTo(404);
        assertThat(people.owner.post(path, transfer(people.owner, PASSWORD)).status())
                .isEqualTo(400);
        assertThat(people.owner.post(path, "{\"user_id\":\"%s\"}".formatted(NOBODY)).status())
                .isEqualTo(400);
        assertThat(people.admin.post(path, transfer(people.admin, PASSWORD)).status())
                .isEqualTo(403);
        assertThat(people.role(people.owner)).isEqualTo("owner");

        var since = auditPosition();
        assertThat(people.owner.post(path, transfer(people.viewer, PASSWORD)).body())
                .isEqualTo("{\"status\":\"transferred\"}");
        assertThat(people.role(people.viewer)).isEqualTo("owner");
        assertThat(people.role(people.owner)).isEqualTo("admin");
        assertThat(actionsSince(since)).containsExactly("transfer_org");
    }

    @Test
    void a_personal_organisation_cannot_be_passed_on() {
        var people = people();
        var personal = people.owner.get("/platform/orgs").json().path(0).path("id").stringValue();
        var answer =
                people.owner.post(
                        "/platform/orgs/" + personal + "/transfer",
                        transfer(people.admin, PASSWORD));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void every_change_is_written_down_with_the_organisation() {
        var people = people();
        var since = auditPosition();
        change(people.owner, people, people.developer, "viewer");
        people.owner.delete(people.pathOf(people.viewer));
        assertThat(actionsSince(since))
                .containsExactly("update_org_member_role", "remove_org_member");
        var logs = admin().get("/platform/admin/audit?org_id=" + people.org).json().path("logs");
        assertThat(logs.path(0).path("action").stringValue()).isEqualTo("remove_org_member");
        assertThat(logs.path(0).path("resource_id").stringValue())
                .isEqualTo(People.id(people.viewer));
        assertThat(logs.path(1).path("metadata").path("was").stringValue()).isEqualTo("developer");
        assertThat(
                        admin().get("/platform/admin/audit?user_id=" + People.id(people.owner))
                                .json()
                                .path("logs")
                                .path(0)
                                .path("action")
                                .stringValue())
                .isEqualTo("remove_org_member");
        assertThat(admin().get("/platform/admin/audit?org_id=x").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"PATCH, {\"role\":\"viewer\"}", "DELETE, ''"})
    void what_cannot_be_written_down_does_not_happen(String method, String body) {
        var people = people();
        platform.sql(
                        "alter table platform.audit_log add constraint nothing check (id < 0) not valid")
                .update();
        try {
            assertThat(
                            people.owner
                                    .send(
                                            method,
                                            people.pathOf(people.developer),
                                            java.net.http.HttpRequest.BodyPublishers.ofString(body))
                                    .status())
                    .isEqualTo(500);
        } finally {
            platform.sql("alter table platform.audit_log drop constraint nothing").update();
        }
        assertThat(people.role(people.developer)).isEqualTo("developer");
    }

    @Test
    void of_two_transfers_at_once_one_is_refused_and_there_is_one_owner() {
        var people = people();
        var statuses =
                atOnce(
                        () -> transferTo(people, people.admin).status(),
                        () -> transferTo(people, people.developer).status());
        assertThat(statuses).containsExactlyInAnyOrder(200, 403);
        var owners =
                List.of(people.owner, people.admin, people.developer).stream()
                        .filter(member -> people.role(member).equals("owner"))
                        .toList();
        assertThat(owners).hasSize(1);
        assertThat(people.role(people.owner)).isEqualTo("admin");
    }

    @Test
    void who_is_removed_at_the_same_moment_either_acted_before_or_not_at_all() {
        for (int round = 0; round < 5; round++) {
            var people = people();
            var statuses =
                    atOnce(
                            () -> people.owner.delete(people.pathOf(people.admin)).status(),
                            () ->
                                    change(people.admin, people, people.developer, "viewer")
                                            .status());
            assertThat(statuses.get(0)).isEqualTo(200);
            assertThat(statuses.get(1)).isIn(200, 404);
            var actions =
                    platform.sql(
                                    """
                                    select action from platform.audit_log
                                    where org_id = cast(:org as uuid) and action like '%member%'
                                    order by id
                                    """)
                            .param("org", people.org)
                            .query(String.class)
                            .list();
            if (statuses.get(1) == 200) {
                assertThat(actions).containsExactly("update_org_member_role", "remove_org_member");
            } else {
                assertThat(actions).containsExactly("remove_org_member");
                assertThat(people.role(people.developer)).isEqualTo("developer");
            }
        }
    }

    private ApiClient.Answer transferTo(People people, ApiClient heir) {
        return people.owner.post(people.path() + "/transfer", transfer(heir, PASSWORD));
    }

    private static ApiClient.Answer change(
            ApiClient who, People people, ApiClient member, String role) {
        return who.patch(people.pathOf(member), "{\"role\":\"%s\"}".formatted(role));
    }

    private static String transfer(ApiClient heir, String password) {
        return "{\"user_id\":\"%s\",\"platform_password\":\"%s\"}"
                .formatted(People.id(heir), password);
    }
}
