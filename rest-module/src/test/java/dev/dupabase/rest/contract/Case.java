package dev.dupabase.rest.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One case of a file in `/contract`:
///
/// ```
/// ### T57 on_conflict without resolution does nothing
/// @ db_max_rows=2
/// POST /pref?on_conflict=k
/// Prefer: return=representation
/// {"k":"a"}
/// => 409
/// ~ "code":"23505"
/// Proxy-Status: PostgREST; error=23505
/// !Vary
/// ```
///
/// After `### ` stand the items and the sentence; after `@ ` a setting (JSON, or text). A request
/// is its line, headers and body, an answer its status, headers (`!`: absent), what the body
/// contains (`~ `) or does not (`!~ `) and the lines of the body (`= `). Several may follow each
/// other.
///
/// @param title items and sentence
record Case(String title, Map<String, String> settings, List<Step> steps) {
    /// @param headers names and values in turn
    record Step(String method, String path, List<String> headers, String body, Expected expected) {}

    /// @param body null: any
    record Expected(
            int status,
            Map<String, String> headers,
            List<String> absent,
            List<String> contained,
            List<String> missing,
            String body) {}

    @Override
    public String toString() {
        return title;
    }

    static List<Case> parse(String text) {
        var cases = new ArrayList<Case>();
        for (var part : ("\n" + text).split("\n### ")) {
            if (!part.isBlank() && !part.startsWith("\n#")) {
                cases.add(one(part));
            }
        }
        return cases;
    }

    private static Case one(String part) {
        var lines = new ArrayList<>(part.lines().toList());
        var title = lines.removeFirst();
        var settings = new LinkedHashMap<String, String>();
        var steps = new ArrayList<Step>();
        while (!lines.isEmpty()) {
            var line = lines.getFirst();
            if (line.isBlank() || line.startsWith("#")) {
                lines.removeFirst();
            } else if (line.startsWith("@ ")) {
                int equals = line.indexOf('=');
                settings.put(line.substring(2, equals), line.substring(equals + 1));
                lines.removeFirst();
            } else {
                steps.add(step(lines));
            }
        }
        return new Case(title, settings, steps);
    }

    private static Step step(List<String> lines) {
        var request = lines.removeFirst().split(" ", 2);
        var headers = new ArrayList<String>();
        while (lines.getFirst().matches("[A-Z][A-Za-z-]*: ?.*")) {
            var header = lines.removeFirst().split(": ?", 2);
            headers.add(header[0]);
            headers.add(header[1]);
        }
        var body = new ArrayList<String>();
        while (!lines.getFirst().startsWith("=> ")) {
            body.add(lines.removeFirst());
        }
        return new Step(request[0], request[1], headers, String.join("\n", body), expected(lines));
    }

    private static Expected expected(List<String> lines) {
        int status = Integer.parseInt(lines.removeFirst().substring(3).strip());
        var headers = new LinkedHashMap<String, String>();
        var absent = new ArrayList<String>();
        var contained = new ArrayList<String>();
        var missing = new ArrayList<String>();
        List<String> body = null;
        while (!lines.isEmpty() && !lines.getFirst().matches("|#.*|[A-Z]+ /.*")) {
            var line = lines.removeFirst();
            if (line.startsWith("~ ")) {
                contained.add(line.substring(2));
            } else if (line.startsWith("!~ ")) {
                missing.add(line.substring(3));
            } else if (line.startsWith("= ") || line.equals("=")) {
                body = body == null ? new ArrayList<>() : body;
                body.add(line.length() > 1 ? line.substring(2) : "");
            } else if (line.startsWith("!")) {
                absent.add(line.substring(1));
            } else {
                var header = line.split(": ?", 2);
                headers.put(header[0], header[1]);
            }
        }
        return new Expected(
                status,
                headers,
                absent,
                contained,
                missing,
                body == null ? null : String.join("\n", body));
    }
}
