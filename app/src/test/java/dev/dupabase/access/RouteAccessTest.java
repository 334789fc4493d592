package dev.dupabase.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.openapi.WholeHouse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.testing.TestHost;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every route of the platform API of all modules, called by everybody: without a session, by a
/// member of another organisation, and by members of each rank (contracts/platform.md §1.1).
///
/// A route that is served and not in `route-access.txt` fails this test: enter it there.
class RouteAccessTest extends WholeHouse {
    private static final String PASSWORD = "correct horse battery";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "----dupabase";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private static final Map<Rank, String> TOKENS = new EnumMap<>(Rank.class);
    private static String org = "";
    private static String project = "";

    @Autowired private JdbcClient platform;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @BeforeEach
    void makeAnOrganisationWithAMemberOfEachRank() {
        if (!TOKENS.isEmpty()) {
            return;
        }
        TOKENS.put(Rank.ANYONE, "");
        TOKENS.put(Rank.ADMINISTRATOR, signIn(TestHost.ADMIN_EMAIL, TestHost.ADMIN_PASSWORD));
        register(Rank.OWNER);
        org =
                json(
                        Rank.OWNER,
                        "POST",
                        "/platform/orgs",
                        "{\"name\":\"Ours\",\"slug\":\"ours\"}",
                        "id");
        project =
                json(
                        Rank.OWNER,
                        "POST",
                        "/platform/projects",
                        "{\"name\":\"shop\",\"org_id\":\"%s\"}".formatted(org),
                        "id");
        for (var rank : new Rank[] {Rank.ACCOUNT, Rank.VIEWER, Rank.DEVELOPER, Rank.ADMIN}) {
            register(rank);
            if (rank != Rank.ACCOUNT) {
                join(rank);
            }
        }
    }

    @Test
    void every_route_that_is_served_is_known_here() {
        var known = Route.all().stream().map(Route::name).collect(Collectors.toSet());
        var served = served().keySet();
        assertThat(served.stream().filter(name -> !known.contains(name)))
                .as("routes to enter into app/src/test/resources/route-access.txt")
                .isEmpty();
        assertThat(known.stream().filter(name -> !served.contains(name)))
                .as("routes there that nobody serves")
                .isEmpty();
    }

    @Test
    void the_document_says_the_same() {
        var served = served();
        for (var route : Route.all()) {
            var needs = served.get(route.name()).getMethodAnnotation(Needs.class);
            if (needs != null || route.least().isOfMembers()) {
                assertThat(needs).as(route.name()).isNotNull();
                assertThat(needs.value()).as(route.name()).isEqualTo(route.least());
            }
        }
    }

    private Map<String, HandlerMethod> served() {
        var served = new TreeMap<String, HandlerMethod>();
        mappings.getHandlerMethods()
                .forEach((route, method) ->
                        names(route)
                                .filter(name -> name.contains(" /platform"))
                                .forEach(name -> served.put(name, method)));
        return served;
    }

    @TestFactory
    Stream<DynamicTest> each_route_lets_in_who_may_and_nobody_else() {
        return Route.all().stream()
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> check(route)));
    }

    private void check(Route route) {
        for (var caller : Rank.values()) {
            if (isLetIn(caller, route.least())) {
                if (!route.body().equals(Route.REFUSALS_ONLY)) {
                    var answer = call(route, caller, route.body());
                    assertThat(answer.statusCode())
                            .as("%s by %s: %s", route.name(), caller, answer.body())
                            .isNotIn(401, 403, 500)
                            .satisfies(status -> assertKnown(route, status, answer.body()));
                }
            } else {
                var answer = call(route, caller, refusedBody(route));
                assertThat(answer.statusCode())
                        .as("%s by %s: %s", route.name(), caller, answer.body())
                        .isIn(refusal(caller, route.least()), refusalOfNothing(caller, route));
            }
        }
    }

    /// A member is never told that the project or the organisation is not there.
    private static void assertKnown(Route route, int status, String body) {
        if (status == 404 && route.least().isOfMembers()) {
            assertThat(body)
                    .doesNotContain("there is no such project")
                    .doesNotContain("there is no such organisation");
        }
    }

    private static boolean isLetIn(Rank caller, Rank least) {
        return switch (least) {
            case ANYONE -> true;
            case ACCOUNT -> caller != Rank.ANYONE;
            case ADMINISTRATOR -> caller == Rank.ADMINISTRATOR;
            default -> caller != Rank.ADMINISTRATOR && caller.compareTo(least) >= 0;
        };
    }

    private static int refusal(Rank caller, Rank least) {
        if (caller == Rank.ANYONE) {
            return 401;
        }
        boolean outside = caller == Rank.ACCOUNT || caller == Rank.ADMINISTRATOR;
        return least.isOfMembers() && outside ? 404 : 403;
    }

    /// What there is not may be told before the caller's rank is looked at.
    private static int refusalOfNothing(Rank caller, Route route) {
        return route.sure() || caller == Rank.ANYONE ? refusal(caller, route.least()) : 404;
    }

    private static String refusedBody(Route route) {
        return route.body().equals(Route.REFUSALS_ONLY) ? "{}" : route.body();
    }

    private HttpResponse<String> call(Route route, Rank caller, String body) {
        var path = filled(route.path()) + filled(route.query());
        return send(TOKENS.get(caller), route.method(), path, filled(body));
    }

    private static String filled(String text) {
        var isOrg = text.startsWith("/platform/orgs/");
        var numbered = text.startsWith("/platform/backups/");
        return text.replace("{org}", org)
                .replace("{project}", project)
                .replace(
                        "{id}",
                        isOrg
                                ? org
                                : text.contains("/projects/")
                                        ? project
                                        : numbered ? "999999" : NOBODY)
                .replaceAll("\\{(taskId|historyId|mailId|number)}", "999999")
                .replaceAll("\\{[a-zA-Z]*(Id|Uuid|uid)}", NOBODY)
                .replaceAll("\\{[a-zA-Z]+}", "nothing");
    }

    private HttpResponse<String> send(String token, String method, String path, String body) {
        var request = to(path);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        switch (body) {
            case Route.NOTHING -> request.method(method, BodyPublishers.noBody());
            case Route.FILE ->
                    request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .method(method, BodyPublishers.ofString(form()));
            default ->
                    request.header("Content-Type", "application/json")
                            .method(
                                    method,
                                    method.equals("GET")
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofString(body));
        }
        return answer(request);
    }

    private static String form() {
        return "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.txt\"\r\n\r\nx\r\n--%1$s--\r\n"
                .formatted(BOUNDARY);
    }

    private String json(Rank caller, String method, String path, String body, String field) {
        var answer = send(TOKENS.get(caller), method, path, body);
        JsonNode value = JSON.readTree(answer.body()).path(field);
        if (!value.isString()) {
            throw new IllegalStateException(method + " " + path + ": " + answer.body());
        }
        return value.stringValue();
    }

    private void register(Rank rank) {
        TOKENS.put(
                rank,
                json(
                        Rank.ANYONE,
                        "POST",
                        "/platform/auth/register",
                        "{\"email\":\"%s@house.example\",\"password\":\"%s\"}"
                                .formatted(rank, PASSWORD),
                        "token"));
    }

    private String signIn(String email, String password) {
        return json(
                Rank.ANYONE,
                "POST",
                "/platform/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password),
                "token");
    }

    private void join(Rank rank) {
        platform.sql(
                        """
                        insert into platform.org_members (org_id, user_id, role)
                        select cast(:org as uuid), id, lower(:role) from platform.users
                        where email = lower(:role) || '@house.example'
                        """)
                .param("org", org)
                .param("role", rank.name())
                .update();
    }

    private static Stream<String> names(RequestMappingInfo route) {
        return route.getMethodsCondition().getMethods().stream()
                .flatMap(method ->
                        route.getPatternValues().stream().map(path -> method.name() + " " + path));
    }
}
