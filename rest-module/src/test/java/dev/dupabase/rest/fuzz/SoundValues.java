package dev.dupabase.rest.fuzz;

import java.util.List;

/// Values that a column of a type takes, and operators that it knows.
final class SoundValues {
    private final Dice dice;

    SoundValues(Dice dice) {
        this.dice = dice;
    }

    /// As text, the way PostgreSQL reads it.
    String text(String type) {
        return switch (type) {
            case "int4", "int2", "int8" -> Integer.toString(dice.between(1, dice.once(4) ? 30 : 5));
            case "numeric" -> dice.pick("1.10", "0", "-3.5", "12345678901234567890.5", "NaN");
            case "bool" -> dice.pick("true", "false");
            case "date" -> dice.pick("2024-01-05", "2023-12-31", "infinity");
            case "timestamptz" -> dice.pick("2024-01-05T10:00:00+01:00", "2024-02-29", "-infinity");
            case "json", "jsonb" ->
                    dice.pick("{\"a\":1}", "[1,2]", "null", "\"x\"", "{\"a\":[1,{\"b\":2}]}");
            case "_text" -> dice.pick("{x,y}", "{}", "{\"a b\",NULL,\"q\\\"\"}");
            case "_int4" -> dice.pick("{1,2}", "{}", "{3,NULL}");
            case "int4range" -> dice.pick("[1,5)", "empty", "(,3]", "[2,2]");
            case "tsvector" -> dice.pick("a b", "'fat':1 'cat'", "");
            case "bytea" -> dice.pick("\\x00ff", "\\x", "abc");
            case "uuid" -> "00000000-0000-0000-0000-00000000000" + dice.below(10);
            case "inet" -> dice.pick("10.0.0.1", "10.0.0.0/8", "::1");
            case "kind" -> dice.pick("x", "y");
            case "bit" -> dice.pick("101", "000");
            case "money" -> dice.pick("1.50", "$2");
            case "interval" -> dice.pick("1 day", "PT1H", "-3 months");
            case "xml" -> dice.pick("<a/>", "<a>b</a>");
            case "point" -> dice.pick("(1,2)", "0,0");
            case "color" -> dice.pick("#0000FF", "00FF00");
            default ->
                    dice.pick(
                            "a1",
                            "t3",
                            "l2",
                            "",
                            "with space",
                            "c,o;m(m)a",
                            "\"q\"",
                            "é😀",
                            "%",
                            "null");
        };
    }

    /// As it stands in a JSON document.
    String json(String type) {
        if (dice.once(12)) {
            return "null";
        }
        return switch (type) {
            case "json", "jsonb", "bool" -> text(type);
            case "int4", "int2", "int8" -> dice.once(3) ? Dice.json(text(type)) : text(type);
            case "_text" -> dice.pick("[\"x\",\"y\"]", "[]", "\"{a,b}\"", "[null]");
            case "_int4" -> dice.pick("[1,2]", "[]", "\"{3}\"");
            case "author" -> "{\"id\":" + dice.between(1, 20) + ",\"name\":\"x\"}";
            default -> Dice.json(text(type));
        };
    }

    /// A condition on a column, such as `eq.1`.
    String condition(String type) {
        return (dice.once(7) ? "not." : "") + operation(type);
    }

    private String operation(String type) {
        if (dice.once(9)) {
            return dice.pick("is.null", "is.not_null", "is.NULL");
        }
        return switch (type) {
            case "json", "xml", "point" -> "is.null";
            case "tsvector" -> dice.pick("fts", "plfts", "phfts(english)", "wfts(simple)") + ".a";
            case "_text", "_int4" -> dice.pick("cs", "cd", "ov", "eq", "gt") + "." + text(type);
            case "int4range" ->
                    dice.pick("cs", "cd", "ov", "sl", "sr", "nxr", "nxl", "adj", "eq", "lt")
                            + "."
                            + text(type);
            case "jsonb" -> dice.pick("cs", "cd", "eq", "neq", "isdistinct") + "." + text(type);
            case "text" -> dice.once(3) ? compared(type) : pattern();
            default -> compared(type);
        };
    }

    private String pattern() {
        return dice.pick(
                "like.a*",
                "ilike.*T%",
                "like(any).{a*,*1}",
                "ilike(all).{*,%}",
                "match.^a[0-9]+$",
                "imatch.T|A",
                "match(any).{^a,1$}",
                "plfts.word",
                "fts(english).a&b",
                "wfts.\"a b\" -c");
    }

    private String compared(String type) {
        if (dice.once(4)) {
            return "in.(" + String.join(",", dice.some(0, 4, () -> Dice.quoted(text(type)))) + ")";
        }
        if (dice.once(6) && !List.of("text", "bytea").contains(type)) {
            return dice.pick("eq", "gt", "lte")
                    + dice.pick("(any)", "(all)")
                    + ".{"
                    + Dice.quoted(text(type))
                    + "}";
        }
        return dice.pick("eq", "neq", "gt", "gte", "lt", "lte", "isdistinct") + "." + text(type);
    }
}
