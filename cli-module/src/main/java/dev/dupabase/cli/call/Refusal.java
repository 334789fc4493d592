package dev.dupabase.cli.call;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a server answers instead of what it was asked for.
public final class Refusal extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String sentence) {
        super(ExitCode.ofStatus(status), sentence);
        this.status = status;
    }

    public int status() {
        return status;
    }

    static Refusal of(int status, String body) {
        try {
            return of(status, Json.read(body));
        } catch (JacksonException e) {
            return new Refusal(status, "the server answers " + status);
        }
    }

    private static Refusal of(int status, JsonNode body) {
        var text = new StringBuilder(Json.text(body, "error"));
        if (text.isEmpty()) {
            text.append("the server answers ").append(status);
        }
        for (var more : new String[] {"error_description", "detail", "hint"}) {
            var sentence = Json.text(body, more);
            if (!sentence.isEmpty()) {
                text.append("\n  ").append(sentence);
            }
        }
        body.path("fields")
                .properties()
                .forEach(field ->
                        text.append("\n  ")
                                .append(field.getKey())
                                .append(": ")
                                .append(field.getValue().asString()));
        var code = Json.text(body, "code");
        if (!code.isEmpty()) {
            text.append(" (").append(code).append(')');
        }
        return new Refusal(status, text.toString());
    }
}
