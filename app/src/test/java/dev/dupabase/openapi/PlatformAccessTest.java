package dev.dupabase.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.openapi.Document.Operation;
import dev.dupabase.testing.TestHost;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Each operation of the platform API is called by whoever may not call it, as the document says
/// who may (contracts/platform.md §1.1); and what may be read is read, and is as described.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformAccessTest extends WholeHouse {
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> RANKS = List.of("viewer", "developer", "admin", "owner");
    private static final String NOBODY = "";

    @Autowired JdbcClient platform;

    private final Map<String, String> tokens = new HashMap<>();
    private Document document;
    private String org = "";
    private String project = "";

    @BeforeAll
    void an_organisation_with_a_project_and_a_member_of_each_rank() {
        document = document();
        var name = "org-" + UUID.randomUUID().toString().substring(0, 8);
        tokens.put("stranger", register());
        tokens.put("owner", register());
        org = make("/platform/orgs", Map.of("name", name, "slug", name));
        project = make("/platform/projects", Map.of("name", name, "org_id", org));
        for (var rank : RANKS.subList(0, 3)) {
            var token = register();
            tokens.put(rank, token);
            join(id(token), rank);
        }
        var administrator =
                Map.of("email", TestHost.ADMIN_EMAIL, "password", TestHost.ADMIN_PASSWORD);
        tokens.put(
                "administrator",
                text(post("/platform/auth/login", administrator, NOBODY), "token"));
    }

    @Test
    void nobody_is_let_in_without_an_account() {
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            if (!operation.rank().equals("anyone")) {
                expect(401, operation, NOBODY, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_is_no_member_learns_nothing() {
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            if (RANKS.contains(operation.rank()) && namesItsOrganisation(operation)) {
                expect(404, operation, tokens.get("stranger"), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    // contracts/platform.md §20-5: who may only look changes nothing.
    @Test
    void a_member_of_a_lower_rank_is_refused() {
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            var rank = RANKS.indexOf(operation.rank());
            if (rank > 0 && namesItsOrganisation(operation)) {
                expect(403, operation, tokens.get(RANKS.get(rank - 1)), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_owner_of_an_organisation_is_no_administrator() {
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            if (operation.rank().equals("administrator")) {
                expect(403, operation, tokens.get("owner"), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_read_is_as_described() {
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            if (operation.method().equals("GET")) {
                var answer =
                        call(operation, tokens.getOrDefault(operation.rank(), tokens.get("owner")));
                check(document, operation, answer, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void check(
            Document document,
            Operation operation,
            HttpResponse<String> answer,
            List<String> wrong) {
        var status = Integer.toString(answer.statusCode());
        var described = document.answers(operation).get(status);
        if (described == null || answer.statusCode() == 401 || answer.statusCode() == 403) {
            wrong.add(operation.name() + " " + status + " " + answer.body());
            return;
        }
        var type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            var schema = described.path("content").path("application/json").path("schema");
            document.faults(schema, JsonMapper.shared().readTree(answer.body()))
                    .forEach(fault -> wrong.add(operation.name() + " " + status + " " + fault));
        }
    }

    private void expect(int status, Operation operation, String token, List<String> wrong) {
        var answer = call(operation, token);
        if (answer.statusCode() != status) {
            wrong.add(
                    "%s answers %d, not %d: %s"
                            .formatted(
                                    operation.name(), answer.statusCode(), status, answer.body()));
        }
    }

    /// Whether a path, a parameter or the body says which organisation or project is meant.
    private static boolean namesItsOrganisation(Operation operation) {
        return operation.isOfOne("projects")
                || operation.isOfOne("orgs")
                || takesOrganisation(operation)
                || example(operation).has("org_id");
    }

    private static boolean takesOrganisation(Operation operation) {
        return operation
                .node()
                .path("parameters")
                .valueStream()
                .anyMatch(one -> one.path("name").asString().equals("org_id"));
    }

    private static JsonNode example(Operation operation) {
        return operation.requestContent().path("application/json").path("example");
    }

    private HttpResponse<String> call(Operation operation, String token) {
        var request = to(path(operation) + query(operation));
        if (operation.requestContent().has("multipart/form-data")) {
            var form = new Form(operation.requestContent().path("multipart/form-data"));
            request.header("Content-Type", form.contentType())
                    .method(operation.method(), BodyPublishers.ofString(form.body()));
        } else if (operation.requestContent().has("text/csv")) {
            request.header("Content-Type", "text/csv")
                    .method(operation.method(), BodyPublishers.ofString("id\n1\n"));
        } else if (example(operation).isMissingNode()) {
            request.method(operation.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(operation.method(), BodyPublishers.ofString(body(operation)));
        }
        return answer(as(token, request));
    }

    private String path(Operation operation) {
        var path = operation.path();
        if (operation.isOfOne("projects")) {
            path = path.replaceFirst("\\{id}", project);
        } else if (operation.isOfOne("orgs")) {
            path = path.replaceFirst("\\{id}", org);
        }
        for (var parameter : operation.node().path("parameters")) {
            var example = parameter.path("example").asString("");
            path = path.replace("{" + parameter.path("name").asString() + "}", example);
        }
        return path;
    }

    private String query(Operation operation) {
        var query = new ArrayList<String>();
        for (var parameter : operation.node().path("parameters")) {
            var name = parameter.path("name").asString();
            if (name.equals("org_id")) {
                query.add("org_id=" + org);
            } else if (parameter.path("in").asString().equals("query")
                    && parameter.path("required").asBoolean(false)) {
                var example = parameter.path("example");
                var value = example.isArray() ? example.path(0) : example;
                query.add(name + "=" + value.asString(""));
            }
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String body(Operation operation) {
        var body = example(operation).deepCopy();
        if (body instanceof ObjectNode object && object.has("org_id")) {
            object.put("org_id", org);
        }
        return body.toString();
    }

    private static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String register() {
        var account = Map.of("email", UUID.randomUUID() + "@example.com", "password", PASSWORD);
        return text(post("/platform/auth/register", account, NOBODY), "token");
    }

    private String make(String path, Map<String, String> wish) {
        return text(post(path, wish, tokens.get("owner")), "id");
    }

    private String id(String token) {
        return text(
                JsonMapper.shared().readTree(answer(as(token, to("/platform/auth/me"))).body()),
                "id");
    }

    private JsonNode post(String path, Map<String, String> body, String token) {
        var request =
                to(path).header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body)));
        var answer = answer(as(token, request));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JsonMapper.shared().readTree(answer.body());
    }

    private void join(String user, String rank) {
        platform.sql(
                        """
                        insert into platform.org_members (org_id, user_id, role)
                        values (cast(:org as uuid), cast(:user as uuid), :rank)
                        """)
                .param("org", org)
                .param("user", user)
                .param("rank", rank)
                .update();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString();
    }
}
