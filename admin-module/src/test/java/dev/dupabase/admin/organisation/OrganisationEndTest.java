package dev.dupabase.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.People;
import dev.dupabase.admin.PlatformApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changing and deleting organisations (contracts/platform.md §6).
class OrganisationEndTest extends PlatformApiTest {
    @Test
    void an_admin_changes_name_and_slug() {
        var people = people();
        var since = auditPosition();
        var slug = "renamed-" + people.org.substring(0, 8);
        var changed =
                people.admin.patch(
                        people.path(), "{\"name\":\" New \",\"slug\":\"%s\"}".formatted(slug));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("New");
        assertThat(changed.text("slug")).isEqualTo(slug);
        assertThat(changed.text("role")).isEqualTo("admin");
        assertThat(people.admin.patch(people.path(), "{\"name\":\"Newer\"}").text("slug"))
                .isEqualTo(slug);
        assertThat(actionsSince(since)).containsExactly("update_org", "update_org");
        var other = people();
        var taken = other.admin.patch(other.path(), "{\"slug\":\"%s\"}".formatted(slug));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("code")).isEqualTo("slug_taken");
    }

    // contracts/platform.md §20-33: nobody takes what looks like somebody's personal organisation.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\"}",
                "{\"name\":\" \"}",
                "{\"slug\":\"\"}",
                "{\"slug\":\"A\"}",
                "{\"slug\":\"personal-of-mine\"}"
            })
    void what_is_not_allowed_changes_nothing(String body) {
        var people = people();
        var before = people.owner.get(people.path()).body();
        assertThat(people.owner.patch(people.path(), body).status()).isEqualTo(400);
        assertThat(people.owner.get(people.path()).body()).isEqualTo(before);
    }

    @Test
    void a_personal_organisation_keeps_its_slug_and_is_not_deleted() {
        var owner = people().owner;
        var personal = "/platform/orgs/" + personal(owner);
        assertThat(owner.patch(personal, "{\"slug\":\"mine-alone\"}").status()).isEqualTo(400);
        assertThat(owner.patch(personal, "{\"name\":\"Mine\"}").text("name")).isEqualTo("Mine");
        var refused = owner.delete(personal);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(owner.get(personal).status()).isEqualTo(200);
    }

    @Test
    void an_organisation_without_projects_goes_at_once_and_its_slug_is_free() {
        var people = people();
        var slug = people.owner.get(people.path()).text("slug");
        var since = auditPosition();
        assertThat(people.owner.delete(people.path()).body()).isEqualTo("{\"status\":\"deleted\"}");
        assertThat(people.viewer.get(people.path()).status()).isEqualTo(404);
        assertThat(people.owner.delete(people.path()).status()).isEqualTo(404);
        assertThat(
                        people.owner
                                .post(
                                        "/platform/orgs",
                                        "{\"name\":\"x\",\"slug\":\"%s\"}".formatted(slug))
                                .status())
                .isEqualTo(201);
        assertThat(actionsSince(since)).containsExactly("delete_org", "create_org");
    }

    // contracts/platform.md §20-10
    @Test
    void projects_are_in_the_way_until_they_are_to_go_as_well() {
        var people = people();
        var deleted = project(people, "gone before");
        people.owner.delete("/platform/projects/" + deleted.text("id"));
        var first = project(people, "first");
        var second = project(people, "second");
        var refused = people.owner.delete(people.path());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("organisation_has_projects");
        assertThat(refused.json().path("projects").size()).isEqualTo(2);
        assertThat(refused.json().path("projects").path(0).path("name").stringValue())
                .isEqualTo("second");
        assertThat(people.owner.get("/platform/projects/" + first.text("id")).status())
                .isEqualTo(200);

        var since = auditPosition();
        var gone = people.owner.delete(people.path() + "?force=true");
        assertThat(gone.status()).isEqualTo(200);
        for (var project : new ApiClient.Answer[] {deleted, first, second}) {
            assertThat(
                            count(
                                    "select count(*) from pg_database where datname = '%s'"
                                            .formatted(project.text("db_name"))))
                    .isZero();
            assertThat(
                            count(
                                    "select count(*) from pg_roles where rolname like 'p\\_%s\\_%%'"
                                            .formatted(project.text("ref"))))
                    .isZero();
        }
        assertThat(
                        count(
                                "select count(*) from platform.organizations where id = '%s'"
                                        .formatted(people.org)))
                .isZero();
        assertThat(actionsSince(since))
                .containsExactlyInAnyOrder("delete_org", "delete_project", "delete_project");
        assertThat(
                        count(
                                """
                                select count(*) from platform.audit_log
                                where org_id = '%s' and action = 'delete_project' and user_id = '%s'
                                """
                                        .formatted(people.org, People.id(people.owner))))
                .as("the log knows whose deed it was")
                .isEqualTo(3);
    }

    @Test
    void administrators_see_all_organisations_and_find_them() {
        var people = people();
        var slug = people.owner.get(people.path()).text("slug");
        var found =
                admin().get(
                                "/platform/admin/orgs?search="
                                        + slug.toUpperCase(java.util.Locale.ROOT))
                        .json();
        assertThat(found.path("total").intValue()).isEqualTo(1);
        var listed = found.path("orgs").path(0);
        assertThat(listed.path("id").stringValue()).isEqualTo(people.org);
        assertThat(listed.path("member_count").intValue()).isEqualTo(4);
        assertThat(listed.path("project_count").intValue()).isZero();
        assertThat(listed.path("owner_email").stringValue()).isEqualTo(People.email(people.owner));
        assertThat(listed.path("personal").booleanValue()).isFalse();
        assertThat(admin().get("/platform/admin/orgs?search=%25").json().path("total").intValue())
                .as("a percent sign is a percent sign")
                .isZero();
        var accounts =
                admin().get("/platform/admin/users?search=" + People.email(people.viewer)).json();
        assertThat(accounts.path("users").path(0).path("id").stringValue())
                .isEqualTo(People.id(people.viewer));
    }

    private static String personal(ApiClient account) {
        return account.get("/platform/orgs").json().path(0).path("id").stringValue();
    }

    private static ApiClient.Answer project(People people, String name) {
        return people.owner.post(
                "/platform/projects",
                "{\"name\":\"%s\",\"org_id\":\"%s\"}".formatted(name, people.org));
    }
}
