package dev.dupabase.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.PlatformApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationTest extends PlatformApiTest {
    @Test
    void who_makes_an_organisation_owns_it_and_others_do_not_see_it() {
        var ann = register(newEmail());
        var since = auditPosition();
        var made = ann.post("/platform/orgs", "{\"name\":\" Acme \",\"slug\":\"acme-1\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "name", "slug", "created_by", "role", "created_at", "updated_at");
        assertThat(made.text("name")).isEqualTo("Acme");
        assertThat(made.text("role")).isEqualTo("owner");
        assertThat(actionsSince(since)).containsExactly("create_org");

        assertThat(ann.get("/platform/orgs").json().size()).isEqualTo(2);
        assertThat(ann.get("/platform/orgs").json().path(1)).isEqualTo(made.json());
        var path = "/platform/orgs/" + made.text("id");
        assertThat(ann.get(path).json().path("member_count").intValue()).isEqualTo(1);
        assertThat(ann.get(path).json().path("slug").stringValue()).isEqualTo("acme-1");
        assertThat(register(newEmail()).get(path).status()).isEqualTo(404);
        assertThat(
                        ann.post(
                                        "/platform/projects",
                                        "{\"name\":\"x\",\"org_id\":\"%s\"}"
                                                .formatted(made.text("id")))
                                .status())
                .isEqualTo(201);
        assertThat(ann.get("/platform/projects").body()).isEqualTo("[]");
    }

    @Test
    void a_slug_is_taken_once() {
        var since = auditPosition();
        var ann = register(newEmail());
        assertThat(ann.post("/platform/orgs", "{\"name\":\"a\",\"slug\":\"once\"}").status())
                .isEqualTo(201);
        var again = ann.post("/platform/orgs", "{\"name\":\"b\",\"slug\":\"once\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("slug_taken");
        assertThat(actionsSince(since)).containsExactly("register", "create_org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | name",
                "{\"name\":\" \",\"slug\":\"abc\"} | name",
                "{\"name\":\"x\"} | slug",
                "{\"name\":\"x\",\"slug\":\"ab\"} | slug",
                "{\"name\":\"x\",\"slug\":\"1abc\"} | slug",
                "{\"name\":\"x\",\"slug\":\"Abc\"} | slug",
                "{\"name\":\"x\",\"slug\":\"abc-\"} | slug",
                "{\"name\":\"x\",\"slug\":\"a';--\"} | slug",
                "{\"name\":\"x\",\"slug\":\"personal-me\"} | slug"
            })
    void what_is_wrong_is_named(String body, String field) {
        var answer = admin().post("/platform/orgs", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("fields").propertyNames()).contains(field);
    }
}
