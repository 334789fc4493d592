package dev.dupabase.rest.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dupabase.rest.testserver.ServedSchema;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// The API as contracts/rest.md describes it, over HTTP and on a real database: the cases of
/// `/contract/*.http`, over the schema of `/contract/schema.sql`.
class ContractTest {
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    static final List<String> FILES =
            List.of(
                    "surface",
                    "grammar",
                    "operators",
                    "select",
                    "embeds",
                    "pages",
                    "preferences",
                    "headers",
                    "media",
                    "bodies",
                    "catalogue",
                    "transactions",
                    "writes",
                    "calls",
                    "errors",
                    "description");

    @RegisterExtension static final ServedSchema API = ServedSchema.of("/contract/schema.sql");

    static List<Case> cases() throws IOException {
        var cases = new ArrayList<Case>();
        for (var file : FILES) {
            try (var in = ContractTest.class.getResourceAsStream("/contract/" + file + ".http")) {
                if (in != null) cases.addAll(Case.parse(new String(in.readAllBytes(), UTF_8)));
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void it_holds_that(Case contract) {
        settings(contract.settings());
        for (var step : contract.steps()) {
            var response =
                    API.send(
                            step.method(),
                            wire(step.path()),
                            step.body(),
                            headers(step.headers(), step.body()));
            check(step, response);
        }
    }

    private static void settings(Map<String, String> settings) {
        var typed = new HashMap<String, Object>();
        settings.forEach((key, value) -> typed.put(key, value(value)));
        API.set(typed);
    }

    private static Object value(String text) {
        if (!text.startsWith("{")) {
            return text;
        }
        return JsonMapper.shared().readValue(text, Map.class);
    }

    /// `As: role` makes a token; a body is JSON unless it says otherwise.
    private static String[] headers(List<String> given, String body) {
        var headers = new ArrayList<String>();
        for (int i = 0; i < given.size(); i += 2) {
            if (given.get(i).equals("As")) {
                headers.addAll(List.of(ServedSchema.as(given.get(i + 1))));
            } else {
                headers.addAll(given.subList(i, i + 2));
            }
        }
        if (!body.isEmpty() && !headers.contains("Content-Type")) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        return headers.toArray(String[]::new);
    }

    /// What a client would put on the wire for a path as one writes it.
    private static String wire(String path) {
        var text = new StringBuilder();
        BAD_ESCAPE
                .matcher(path)
                .replaceAll("%25")
                .codePoints()
                .forEach(c -> {
                    var one = Character.toString(c);
                    text.append(
                            c <= ' ' || c > '~' || "\"#<>[\\]^`{|}".contains(one)
                                    ? URLEncoder.encode(one, UTF_8).replace("+", "%20")
                                    : one);
                });
        return text.toString();
    }

    private static void check(Case.Step step, HttpResponse<String> response) {
        var expected = step.expected();
        var soft = new SoftAssertions();
        var what = step.method() + " " + step.path();
        soft.assertThat(response.statusCode()).as(what).isEqualTo(expected.status());
        if (expected.body() != null) {
            soft.assertThat(response.body()).as(what).isEqualTo(expected.body());
        }
        expected.contained().forEach(part -> soft.assertThat(response.body()).contains(part));
        expected.missing().forEach(part -> soft.assertThat(response.body()).doesNotContain(part));
        expected.headers()
                .forEach((name, value) ->
                        soft.assertThat(String.join(" & ", response.headers().allValues(name)))
                                .as(what + ": " + name)
                                .isEqualTo(value));
        expected.absent()
                .forEach(name ->
                        soft.assertThat(response.headers().allValues(name))
                                .as(what + ": " + name)
                                .isEmpty());
        if (!soft.wasSuccess()) soft.assertThat(response.body()).as("BODY").isEqualTo("");
        soft.assertAll();
    }
}
