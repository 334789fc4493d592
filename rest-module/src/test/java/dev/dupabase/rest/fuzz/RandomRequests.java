package dev.dupabase.rest.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes up requests: most follow the grammar, many are then damaged, some are noise.
final class RandomRequests {
    private static final String[] RELATIONS = {
        "author",
        "book",
        "tag",
        "book_tag",
        "kinds",
        "book_view",
        "Order Items",
        "or\"der",
        "a.b",
        "nothing",
        "author;drop",
        "pg_class",
        "%ff",
        "\u0000",
        "😀",
        "rpc"
    };
    private static final String[] COLUMNS = {
        "id",
        "name",
        "title",
        "author_id",
        "price",
        "data",
        "tags",
        "published",
        "span",
        "parent",
        "pages",
        "search",
        "or\"der",
        "a.b",
        "q x",
        "é😀",
        "\"; drop table author; --",
        "*",
        "not",
        "and",
        "count",
        "sum",
        "label",
        "\u0000",
        "?",
        "$1",
        "'",
        "\\",
        "-",
        "no_such",
        "stamp",
        "small",
        "raw",
        "uid",
        "net"
    };
    private static final String[] EMBEDS = {
        "author",
        "book",
        "tag",
        "book_tag",
        "book_view",
        "parent",
        "author_id",
        "kinds",
        "nothing",
        "or\"der",
        "book_author_id_fkey",
        "children",
        "newest"
    };
    private static final String[] OPERATORS = {
        "eq", "neq", "gt", "gte", "lt", "lte", "like", "ilike", "match", "imatch", "in", "is",
        "isdistinct", "fts", "plfts", "phfts", "wfts", "cs", "cd", "ov", "sl", "sr", "nxr", "nxl",
        "adj", "eq(any)", "gt(all)", "like(any)", "fts(english)", "fts(no\"such)", "bad", "not", ""
    };
    private static final String[] VALUES = {
        "1",
        "2",
        "-1",
        "0",
        "null",
        "true",
        "not_null",
        "unknown",
        "",
        "abc",
        "(1,2)",
        "(\"a\",b)",
        "()",
        "{1,2}",
        "{a,\"b",
        "[1,2)",
        "{\"a\":1}",
        "99999999999999999999999999",
        "1e400",
        "NaN",
        "2024-01-01",
        "infinity",
        "(((((",
        ")",
        "a,b",
        "\"",
        "'",
        "\\",
        "%",
        "*",
        "\u0000",
        "\u0001",
        "\uFFFF",
        "😀",
        "é",
        "a & b",
        "!",
        "[",
        "\\x00",
        "(?<x>",
        "a{1,99999}",
        "\\1",
        "12:00",
        "''",
        "00000000-0000-0000-0000-000000000000",
        "10.0.0.0/8",
        "a:*",
        "()",
        "{}",
        "$$",
        "?",
        "?|"
    };
    private static final String[] CASTS = {
        "text", "int4", "json", "xml", "no_such", "_int4", "double precision", "regclass",
                "\"char\"",
        "char", "date", "interval", "record", "anyelement", "cstring", "trigger", "numeric", "bit"
    };
    private static final String[] FUNCTIONS = {
        "add",
        "echo",
        "books",
        "shout",
        "forget",
        "whole",
        "many",
        "pair",
        "overloaded",
        "nothing",
        "a.b",
        "one_book",
        "now"
    };
    private static final String[] ARGUMENTS = {"a", "b", "x", "", "items", "value", "é", "\u0000"};
    private static final String[] METHODS = {
        "GET",
        "GET",
        "GET",
        "GET",
        "HEAD",
        "POST",
        "POST",
        "PATCH",
        "PUT",
        "DELETE",
        "OPTIONS",
        "TRACE",
        "QUERY",
        "get",
        "PROPFIND"
    };
    private static final String[] PREFER = {
        "return=representation",
        "return=minimal",
        "return=headers-only",
        "count=exact",
        "count=planned",
        "count=estimated",
        "resolution=merge-duplicates",
        "resolution=ignore-duplicates",
        "missing=default",
        "missing=null",
        "handling=strict",
        "handling=lenient",
        "max-affected=1",
        "max-affected=99999999999999999999",
        "max-affected=-5",
        "timezone=Europe/Berlin",
        "timezone=nowhere",
        "timezone=",
        "tx=commit",
        "tx=rollback",
        "x",
        "",
        "return=",
        "é=😀"
    };
    private static final String[] ACCEPT = {
        "application/json",
        "*/*",
        "text/csv",
        "application/vnd.pgrst.object+json",
        "application/vnd.pgrst.object+json;nulls=stripped",
        "application/vnd.pgrst.array+json;nulls=stripped",
        "application/geo+json",
        "application/vnd.pgrst.plan+json; for=\"text/csv\"; options=analyze|verbose",
        "application/vnd.pgrst.plan+text; for=\"application/vnd.pgrst.plan\"; options=;",
        "application/openapi+json",
        "text/html",
        "application/octet-stream",
        "text/plain;q=x",
        "a",
        ",,;;",
        "text/csv;q=0.1, */*;q=NaN",
        ";q=1",
        "application/vnd.pgrst.plan;for=;;=",
        "/"
    };
    private static final String[] CONTENT_TYPES = {
        "application/json", "application/json", "application/json", "text/csv",
        "application/x-www-form-urlencoded", "text/plain", "text/xml", "application/octet-stream",
        "application/vnd.pgrst.array+json", "", ";", "multipart/form-data; boundary=x",
        "application/json; charset=utf-99", "x/y"
    };
    private static final String[] RANGES = {
        "0-1", "1-", "9-2", "-5", "0-99999999999999999999", "a-b", "items=0-4", "", "5", "1-1-1"
    };
    private static final String[] NUMBERS = {
        "0", "1", "5", "-1", "99999999999999999999999", "9223372036854775807", "1e3", "", "x", "٣"
    };
    private static final String NOISE =
            "abz019_$ -\"\\(){}[],.:;*!>'=&%\t\né😀\u0000notandorineqislike?+#/";

    /// Columns that are there, so that most requests get as far as the database.
    private static final Map<String, String[]> OF =
            Map.of(
                    "author", new String[] {"id", "name", "parent", "data", "published"},
                    "book",
                            new String[] {
                                "id", "title", "author_id", "price", "data", "tags", "published",
                                "span", "pages", "search", "small", "raw", "uid", "net"
                            },
                    "tag", new String[] {"id", "label"},
                    "book_tag", new String[] {"book_id", "tag_id"},
                    "kinds", new String[] {"id", "k", "b", "m", "c", "i", "x", "p"},
                    "book_view", new String[] {"id", "title", "author_id"});

    private static final String[] ARGUMENTS_OF_CALLS = {"a", "b", "x", "value", "items"};

    private final Random random;
    private String[] own = COLUMNS;
    private boolean hostile;

    RandomRequests(long seed) {
        this.random = new Random(seed);
    }

    FuzzRequest next() {
        boolean call = random.nextInt(6) == 0;
        var method = likely(METHODS, 10);
        var relation = likely(RELATIONS, 6);
        own = OF.getOrDefault(relation, COLUMNS);
        hostile = random.nextInt(3) == 0;
        var path =
                switch (random.nextInt(100)) {
                    case 0 -> "/";
                    case 1 -> "/a/b";
                    case 2 -> "/rpc/";
                    case 3 -> "/" + noise(8);
                    default -> call ? "/rpc/" + likely(FUNCTIONS, 9) : "/" + relation;
                };
        var query = new ArrayList<String>();
        for (int i = random.nextInt(6); i > 0; i--) {
            query.add(parameter(call));
        }
        var target =
                "/rest/v1"
                        + escapePath(path)
                        + (query.isEmpty() ? "" : "?" + String.join("&", query));
        if (hostile && random.nextInt(6) == 0) {
            target = damaged(target);
        }
        var headers = headers();
        var body =
                switch (method) {
                    case "POST", "PATCH", "PUT" -> body();
                    default -> random.nextInt(20) == 0 ? body() : new byte[0];
                };
        return new FuzzRequest(method, wire(target), headers, body);
    }

    private List<String> headers() {
        var headers = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.add(
                    "Prefer: "
                            + likely(PREFER, 13)
                            + (random.nextBoolean() ? "," + likely(PREFER, 13) : ""));
        }
        if (random.nextInt(3) == 0) {
            headers.add("Accept: " + likely(ACCEPT, 6));
        }
        if (random.nextInt(2) == 0) {
            headers.add("Content-Type: " + likely(CONTENT_TYPES, 5));
        }
        if (random.nextInt(10) == 0) {
            headers.add("Range: " + pick(RANGES));
        }
        if (hostile && random.nextInt(20) == 0) {
            headers.add("Accept-Profile: " + pick(VALUES).replace("\u0000", ""));
            headers.add("Content-Profile: public");
        }
        if (random.nextInt(20) == 0) {
            headers.add("Cookie: a=b; c=\"; =x; é=1; " + noise(5).replaceAll("[\u0000\n\t]", ""));
        }
        if (random.nextInt(30) == 0) {
            headers.add("Authorization: Bearer " + pick(VALUES).replace("\u0000", ""));
        }
        return headers;
    }

    private String parameter(boolean call) {
        var embed = random.nextInt(4) == 0 ? name(EMBEDS) + "." : "";
        return switch (random.nextInt(call ? 12 : 10)) {
            case 0, 1 -> pair("select", select(3));
            case 2 -> pair(embed + "order", order());
            case 3 -> pair(embed + (random.nextBoolean() ? "limit" : "offset"), likely(NUMBERS, 3));
            case 4 ->
                    pair(
                            embed
                                    + (random.nextInt(4) == 0 ? "not." : "")
                                    + (random.nextBoolean() ? "and" : "or"),
                            "(" + terms(3) + ")");
            case 5 -> pair("columns", ownName() + "," + ownName());
            case 6 -> pair("on_conflict", ownName());
            case 10, 11 -> pair(likely(ARGUMENTS, 3), value());
            default -> pair(embed + field(), operation());
        };
    }

    private String operation() {
        return (random.nextInt(6) == 0 ? "not." : "") + likely(OPERATORS, 25) + "." + value();
    }

    private String terms(int depth) {
        var terms = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            terms.add(
                    depth > 0 && random.nextInt(3) == 0
                            ? (random.nextBoolean() ? "and(" : "not.or(") + terms(depth - 1) + ")"
                            : field() + "." + operation());
        }
        return String.join(",", terms);
    }

    private String select(int depth) {
        if (random.nextInt(200) == 0) {
            int levels = random.nextInt(600);
            return "author(".repeat(levels) + "id" + ")".repeat(levels);
        }
        var items = new ArrayList<String>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            items.add(depth > 0 && random.nextInt(4) == 0 ? embed(depth - 1) : column());
        }
        return String.join(",", items);
    }

    private String embed(int depth) {
        return (random.nextInt(4) == 0 ? "..." : random.nextInt(4) == 0 ? ownName() + ":" : "")
                + name(EMBEDS)
                + (random.nextInt(4) == 0 ? "!" + name(EMBEDS) : "")
                + (random.nextInt(3) == 0 ? "!inner" : "")
                + "("
                + (random.nextInt(8) == 0 ? "" : select(depth))
                + ")";
    }

    private String column() {
        return switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> "count()";
            case 2 ->
                    field()
                            + "."
                            + List.of("sum", "avg", "max", "count", "bad").get(random.nextInt(5))
                            + "()";
            case 3 -> ownName() + ":" + field();
            case 4 -> field() + "::" + likely(CASTS, 6);
            default -> field();
        };
    }

    private String order() {
        var term = random.nextInt(5) == 0 ? name(EMBEDS) + "(" + field() + ")" : field();
        return term
                + List.of("", ".asc", ".desc", ".up").get(random.nextInt(4))
                + List.of("", ".nullsfirst", ".nullslast").get(random.nextInt(3));
    }

    private String field() {
        var field = new StringBuilder(ownName());
        while (random.nextInt(6) == 0) {
            field.append(random.nextBoolean() ? "->" : "->>");
            field.append(
                    switch (random.nextInt(4)) {
                        case 0 -> likely(NUMBERS, 3);
                        case 1 -> quoted(pick(VALUES));
                        default -> "a";
                    });
        }
        return field.toString();
    }

    private byte[] body() {
        var text =
                switch (random.nextInt(12)) {
                    case 0 -> noise(40);
                    case 1 -> "";
                    case 2 -> "[".repeat(random.nextInt(5000));
                    case 3 -> "[{\"id\":1},{\"name\":2}]";
                    case 4 -> "id,name\n1,\"x\"\n2,NULL\n";
                    case 5 -> "id=1&name=%00&a=1&b=2";
                    case 6 -> "[" + object(2) + "," + object(2) + "]";
                    default -> object(3);
                };
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String object(int depth) {
        var members = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var names =
                    hostile && random.nextInt(4) == 0
                            ? COLUMNS
                            : random.nextInt(4) == 0 ? ARGUMENTS_OF_CALLS : own;
            members.add(json(pick(names)) + ":" + value(depth));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String value(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "9".repeat(1 + random.nextInt(400));
            case 3 -> "1e" + random.nextInt(100000);
            case 4 -> depth > 0 ? object(depth - 1) : "[]";
            case 5 -> "[1,\"a\",null,[{}]]";
            case 6 -> "\"\\ud800\\u0000\"";
            case 7 -> "1";
            default -> json(value());
        };
    }

    private static String json(String text) {
        var json = new StringBuilder();
        dev.dupabase.rest.request.JsonText.quote(json, text);
        return json.toString();
    }

    private String ownName() {
        return hostile && random.nextInt(3) == 0 ? name(COLUMNS) : pick(own);
    }

    private String value() {
        return hostile ? pick(VALUES) : likely(VALUES, 10);
    }

    private String likely(String[] all, int first) {
        return hostile && random.nextInt(4) == 0 ? pick(all) : all[random.nextInt(first)];
    }

    private String name(String[] names) {
        var name = likely(names, Math.min(4, names.length));
        return name.matches("[a-z_A-Z%]+") || random.nextInt(3) == 0 ? name : quoted(name);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String pair(String key, String value) {
        return encoded(key) + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escapePath(String path) {
        return path.replace("%ff", "%FF")
                .replace(" ", "%20")
                .replace("\u0000", "%00")
                .replace("\n", "%0A")
                .replace("\t", "%09")
                .replace("?", "%3F")
                .replace("#", "%23")
                .replace("\"", "%22");
    }

    private String damaged(String target) {
        var text = new StringBuilder(target);
        int at = 9 + random.nextInt(Math.max(1, text.length() - 9));
        switch (random.nextInt(3)) {
            case 0 -> text.insert(Math.min(at, text.length()), encoded(noise(3)));
            case 1 -> text.setLength(Math.min(at, text.length()));
            default ->
                    text.insert(
                            Math.min(at, text.length()),
                            "%" + Integer.toHexString(random.nextInt(256)));
        }
        return text.toString();
    }

    /// What would end the request line is escaped.
    private static String wire(String target) {
        return target.replace(" ", "%20")
                .replace("\u0000", "%00")
                .replace("\n", "%0A")
                .replace("\t", "%09");
    }

    private String noise(int length) {
        var text = new StringBuilder();
        for (int i = random.nextInt(length); i >= 0; i--) {
            text.append(NOISE.charAt(random.nextInt(NOISE.length())));
        }
        return text.toString();
    }

    private String pick(String[] all) {
        return all[random.nextInt(all.length)];
    }
}
