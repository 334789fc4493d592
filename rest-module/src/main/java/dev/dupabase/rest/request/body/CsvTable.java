package dev.dupabase.rest.request.body;

import dev.dupabase.rest.error.RestError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A CSV body (contracts/rest.md H57): the first line names the columns; `NULL` is no value.
///
/// @param header as it stands in the first line
/// @param rows each with at least as many fields as the header
record CsvTable(List<String> header, List<List<String>> rows) {
    private static final String NULL = "NULL";

    static CsvTable parse(String text) {
        var records = new CsvReader(text).records();
        if (records.isEmpty()) {
            throw RestError.UNREADABLE_BODY.because("parse error (not enough input) at \"\"");
        }
        var header = records.getFirst();
        var rows = records.subList(1, records.size());
        if (rows.stream().anyMatch(row -> row.size() < header.size())) {
            throw RestError.UNREADABLE_BODY.because("All lines must have same number of fields");
        }
        return new CsvTable(header, rows);
    }

    /// Sorted, each once.
    List<String> keys() {
        return List.copyOf(new TreeSet<>(header));
    }

    String toJson() {
        var json = new StringBuilder("[");
        for (var row : rows) {
            json.append(json.length() == 1 ? "" : ",");
            JsonRows.object(json, fields(row));
        }
        return json.append(']').toString();
    }

    private LinkedHashMap<String, @Nullable String> fields(List<String> row) {
        var fields = new LinkedHashMap<String, @Nullable String>();
        for (int i = 0; i < header.size(); i++) {
            var value = row.get(i);
            fields.put(header.get(i), value.equals(NULL) ? null : value);
        }
        return fields;
    }

    /// Takes CSV text apart (RFC 4180); blank lines are skipped.
    private static final class CsvReader {
        private final String text;
        private int at;

        CsvReader(String text) {
            this.text = text;
        }

        List<List<String>> records() {
            var records = new ArrayList<List<String>>();
            while (at < text.length()) {
                if (skipLineEnd()) {
                    continue;
                }
                records.add(fields());
            }
            return records;
        }

        private List<String> fields() {
            var fields = new ArrayList<String>();
            do {
                fields.add(field());
            } while (skip(','));
            if (at < text.length() && !skipLineEnd()) {
                throw RestError.UNREADABLE_BODY.because(
                        "parse error (endOfInput) at \"%s\"",
                        text.substring(at, Math.min(at + 20, text.length())));
            }
            return fields;
        }

        private String field() {
            if (skip('"')) {
                return quoted();
            }
            int start = at;
            while (at < text.length() && ",\"\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String quoted() {
            var field = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    field.append(c);
                } else if (skip('"')) {
                    field.append('"');
                } else {
                    return field.toString();
                }
            }
            throw RestError.UNREADABLE_BODY.because("parse error (not enough input) at \"\"");
        }

        private boolean skip(char wanted) {
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private boolean skipLineEnd() {
            boolean carriageReturn = skip('\r');
            return skip('\n') || carriageReturn;
        }
    }
}
