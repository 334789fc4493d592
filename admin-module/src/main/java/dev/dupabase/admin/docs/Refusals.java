package dev.dupabase.admin.docs;

import dev.dupabase.platform.apidoc.MayRefuse;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers that refuse: all have the same body, with an example for each code.
final class Refusals {
    /// The name of the body's schema.
    static final String BODY = "Refusal";

    private static final String JSON = "application/json";

    /// One way to refuse.
    ///
    /// @param fields which fields of the request are at fault; empty if it is none of them
    record Way(int status, String code, String text, Map<String, String> fields) {
        Way(int status, String code, String text) {
            this(status, code, text, Map.of());
        }

        static Way of(MayRefuse declared) {
            return new Way(declared.status(), declared.code(), declared.text());
        }

        private Example example() {
            var body = new LinkedHashMap<String, Object>();
            body.put("error", text);
            body.put("code", code);
            if (!fields.isEmpty()) {
                body.put("fields", fields);
            }
            return new Example().summary(text).value(body);
        }
    }

    private Refusals() {}

    /// An answer for ways that share a status.
    static ApiResponse answer(List<Way> ways) {
        var media = new MediaType().schema(new Schema<>().$ref(BODY));
        ways.forEach(way -> media.addExamples(way.code(), way.example()));
        var answer =
                new ApiResponse()
                        .description(description(ways.getFirst().status()))
                        .content(new Content().addMediaType(JSON, media));
        if (ways.getFirst().status() == 429) {
            answer.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("Seconds until another try makes sense")
                            .schema(new IntegerSchema().example(1)));
        }
        return answer;
    }

    static ApiResponse reference(String name) {
        return new ApiResponse().$ref("#/components/responses/" + name);
    }

    private static String description(int status) {
        return switch (status) {
            case 400 -> "The request is malformed, or a field is at fault";
            case 401 -> "Nobody is signed in, or the password is wrong";
            case 403 -> "The caller may not do this";
            case 404 -> "There is no such thing, or it is not the caller's to know";
            case 409 -> "Something is in the way";
            case 413 -> "The request is too large";
            case 429 -> "Too many requests";
            case 503 -> "The database cannot be reached, or the server has too much to do";
            default -> "The request is refused";
        };
    }
}
