package dev.dupabase.rest.fuzz;

import java.util.List;

/// Words of hostile requests: those first that may lead somewhere.
final class Words {
    static final List<String> RELATIONS =
            List.of(
                    "author", "book", "tag", "book_tag", "kinds", "book_view", "Order Items",
                    "or\"der", "a.b", "nothing", "author;drop", "pg_class", "%ff", "\0", "😀", "rpc");
    static final List<String> COLUMNS =
            List.of(
                    "id", "name", "title", "author_id", "price", "data", "tags", "published",
                    "span", "parent", "pages", "search", "or\"der", "a.b", "q x", "é😀",
                    "\"; drop table author; --", "*", "not", "and", "count", "sum", "label", "\0",
                    "?", "$1", "'", "\\", "-", "no_such", "stamp", "small", "raw", "uid", "net");
    static final List<String> EMBEDS =
            List.of(
                    "author", "book", "tag", "book_tag", "book_view", "parent", "author_id",
                    "kinds", "nothing", "or\"der", "book_author_id_fkey", "children", "newest",
                    "passport");
    static final List<String> OPERATORS =
            List.of(
                    "eq", "neq", "gt", "gte", "lt", "lte", "like", "ilike", "match", "imatch",
                    "in", "is", "isdistinct", "fts", "plfts", "phfts", "wfts", "cs", "cd", "ov",
                    "sl", "sr", "nxr", "nxl", "adj", "eq(any)", "gt(all)", "like(any)",
                    "fts(english)", "fts(no\"such)", "bad", "not", "");
    static final List<String> VALUES =
            List.of(
                    "1", "2", "-1", "0", "null", "true", "not_null", "unknown", "", "abc", "(1,2)",
                    "(\"a\",b)", "()", "{1,2}", "{a,\"b", "[1,2)", "{\"a\":1}",
                    "99999999999999999999999999", "1e400", "NaN", "2024-01-01", "infinity",
                    "(((((", ")", "a,b", "\"", "'", "\\", "%", "*", "\0", "\1", "\uFFFF", "😀",
                    "é", "a & b", "!", "[", "\\x00", "(?<x>", "a{1,99999}", "\\1", "12:00", "''",
                    "00000000-0000-0000-0000-000000000000", "10.0.0.0/8", "a:*", "{}", "$$", "?",
                    "?|", "#ff00ff");
    static final List<String> CASTS =
            List.of(
                    "text", "int4", "json", "xml", "no_such", "_int4", "double precision",
                    "regclass", "\"char\"", "char", "date", "interval", "record", "anyelement",
                    "cstring", "trigger", "numeric", "bit");
    static final List<String> FUNCTIONS =
            List.of(
                    "add", "echo", "books", "shout", "forget", "whole", "many", "pair",
                    "overloaded", "of_author", "sums", "rename", "plain", "octets", "page",
                    "nothing", "a.b", "one_book", "now", "label", "json");
    static final List<String> ARGUMENTS =
            List.of("a", "b", "x", "", "items", "value", "author", "low", "é", "\0");
    static final List<String> METHODS =
            List.of(
                    "GET", "GET", "GET", "GET", "HEAD", "POST", "POST", "PATCH", "PUT", "DELETE",
                    "OPTIONS", "TRACE", "QUERY", "get", "PROPFIND");
    static final List<String> PREFERENCES =
            List.of(
                    "return=representation", "return=minimal", "return=headers-only",
                    "count=exact", "count=planned", "count=estimated",
                    "resolution=merge-duplicates", "resolution=ignore-duplicates",
                    "missing=default", "missing=null", "handling=strict", "handling=lenient",
                    "max-affected=1", "max-affected=99999999999999999999", "max-affected=-5",
                    "timezone=Europe/Berlin", "timezone=nowhere", "timezone=", "tx=rollback",
                    "tx=commit", "x", "", "return=", "é=😀");
    static final List<String> ACCEPTED =
            List.of(
                    "application/json", "*/*", "text/csv", "application/vnd.pgrst.object+json",
                    "application/vnd.pgrst.object+json;nulls=stripped",
                    "application/vnd.pgrst.array+json;nulls=stripped", "application/geo+json",
                    "application/vnd.pgrst.plan+json; for=\"text/csv\"; options=analyze|verbose",
                    "application/vnd.pgrst.plan+text; for=\"application/vnd.pgrst.plan\"; options=;",
                    "application/openapi+json", "text/html", "application/octet-stream",
                    "text/plain;q=x", "a", ",,;;", "text/csv;q=0.1, */*;q=NaN", ";q=1",
                    "application/vnd.pgrst.plan;for=;;=", "/");
    static final List<String> CONTENT_TYPES =
            List.of(
                    "application/json", "application/json", "application/json", "text/csv",
                    "application/x-www-form-urlencoded", "text/plain", "text/xml",
                    "application/octet-stream", "application/vnd.pgrst.array+json", "", ";",
                    "multipart/form-data; boundary=x", "application/json; charset=utf-99", "x/y");
    static final List<String> RANGES =
            List.of(
                    "0-1", "1-", "9-2", "-5", "0-99999999999999999999", "a-b", "items=0-4", "", "5",
                    "1-1-1");
    static final List<String> NUMBERS =
            List.of(
                    "0", "1", "5", "-1", "99999999999999999999999", "9223372036854775807", "1e3",
                    "", "x", "٣");

    private Words() {}
}
