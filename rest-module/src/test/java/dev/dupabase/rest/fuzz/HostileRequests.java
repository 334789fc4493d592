package dev.dupabase.rest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Requests that nobody should send: wrong names, values, headers and bodies, damage and noise.
final class HostileRequests {
    private final Dice dice;
    private final HostileQueries queries;

    HostileRequests(Dice dice) {
        this.dice = dice;
        this.queries = new HostileQueries(dice);
    }

    FuzzRequest next() {
        boolean call = dice.once(6);
        var method = queries.likely(Words.METHODS, 10);
        var query = queries.parameters(call);
        var target =
                "/rest/v1"
                        + escapePath(path(call))
                        + (query.isEmpty() ? "" : "?" + String.join("&", query));
        if (dice.once(6)) {
            target = queries.damaged(target);
        }
        var body =
                switch (method) {
                    case "POST", "PATCH", "PUT" -> body();
                    default -> dice.once(20) ? body() : new byte[0];
                };
        return new FuzzRequest(method, wire(target), headers(method), body);
    }

    private String path(boolean call) {
        return switch (dice.below(100)) {
            case 0 -> "/";
            case 1 -> "/a/b";
            case 2 -> "/rpc/";
            case 3 -> "/" + dice.noise(8);
            default ->
                    call
                            ? "/rpc/" + queries.likely(Words.FUNCTIONS, 9)
                            : "/" + queries.likely(Words.RELATIONS, 6);
        };
    }

    private List<String> headers(String method) {
        var headers = new ArrayList<String>();
        for (int i = dice.below(3); i > 0; i--) {
            headers.add("Prefer: " + preference(method) + dice.pick("", "," + preference(method)));
        }
        if (dice.once(3)) {
            headers.add("Accept: " + queries.likely(Words.ACCEPTED, 6));
        }
        if (dice.once(2)) {
            headers.add("Content-Type: " + queries.likely(Words.CONTENT_TYPES, 5));
        }
        if (dice.once(10)) {
            headers.add("Range: " + dice.pick(Words.RANGES));
        }
        if (dice.once(40)) {
            headers.add("Accept-Profile: " + value());
            headers.add("Content-Profile: " + dice.pick("public", value()));
        }
        if (dice.once(20)) {
            headers.add("Cookie: a=b; c=\"; =x; é=1; " + dice.noise(5).replaceAll("[\0\n\t]", ""));
        }
        if (dice.once(30)) {
            headers.add("Authorization: Bearer " + value());
        }
        return headers;
    }

    /// What is removed or overwritten comes back, so that the requests that follow find something.
    private String preference(String method) {
        var preference = queries.likely(Words.PREFERENCES, 13);
        return preference.equals("tx=commit") && !method.equals("POST") ? "" : preference;
    }

    private String value() {
        return dice.pick(Words.VALUES).replace("\0", "");
    }

    private byte[] body() {
        var text =
                switch (dice.below(12)) {
                    case 0 -> dice.noise(40);
                    case 1 -> "";
                    case 2 -> "[".repeat(dice.below(5000));
                    case 3 -> "[{\"id\":1},{\"name\":2}]";
                    case 4 -> "id,name\n1,\"x\"\n2,NULL\n";
                    case 5 -> "id=1&name=%00&a=1&b=2";
                    case 6 -> "[" + object(2) + "," + object(2) + "]";
                    default -> object(3);
                };
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && dice.once(10)) {
            bytes[dice.below(bytes.length)] = (byte) dice.below(256);
        }
        return bytes;
    }

    private String object(int depth) {
        var members =
                dice.some(
                        0,
                        3,
                        () ->
                                Dice.json(
                                                queries.likely(
                                                        dice.once(4)
                                                                ? Words.ARGUMENTS
                                                                : Words.COLUMNS,
                                                        4))
                                        + ":"
                                        + json(depth));
        return "{" + String.join(",", members) + "}";
    }

    private String json(int depth) {
        return switch (dice.below(9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "9".repeat(1 + dice.below(400));
            case 3 -> "1e" + dice.below(100000);
            case 4 -> depth > 0 ? object(depth - 1) : "[]";
            case 5 -> "[1,\"a\",null,[{}]]";
            case 6 -> "\"\\ud800\\u0000\"";
            case 7 -> "1";
            default -> Dice.json(dice.pick(Words.VALUES));
        };
    }

    private static String escapePath(String path) {
        return path.replace("%ff", "%FF")
                .replace(" ", "%20")
                .replace("\0", "%00")
                .replace("\n", "%0A")
                .replace("\t", "%09")
                .replace("?", "%3F")
                .replace("#", "%23")
                .replace("\"", "%22");
    }

    /// What would end the request line is escaped.
    private static String wire(String target) {
        return target.replace(" ", "%20")
                .replace("\0", "%00")
                .replace("\n", "%0A")
                .replace("\t", "%09");
    }
}
