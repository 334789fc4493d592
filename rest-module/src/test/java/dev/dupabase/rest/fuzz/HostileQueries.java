package dev.dupabase.rest.fuzz;

import java.util.ArrayList;
import java.util.List;

/// Parameters that follow the grammar, made of words that may not fit.
final class HostileQueries {
    private final Dice dice;

    HostileQueries(Dice dice) {
        this.dice = dice;
    }

    String parameter(boolean call) {
        var embed = dice.once(4) ? name(Words.EMBEDS) + "." : "";
        return switch (dice.below(call ? 12 : 10)) {
            case 0, 1 -> Dice.pair("select", select(3));
            case 2 -> Dice.pair(embed + "order", order());
            case 3 -> Dice.pair(embed + dice.pick("limit", "offset"), likely(Words.NUMBERS, 3));
            case 4 ->
                    Dice.pair(
                            embed + dice.pick("", "", "", "not.") + dice.pick("and", "or"),
                            "(" + terms(3) + ")");
            case 5 -> Dice.pair("columns", column() + "," + column());
            case 6 -> Dice.pair("on_conflict", column());
            case 10, 11 -> Dice.pair(likely(Words.ARGUMENTS, 3), dice.pick(Words.VALUES));
            default -> Dice.pair(embed + field(), operation());
        };
    }

    /// One of the first, or once in a while any.
    String likely(List<String> all, int first) {
        return dice.once(4) ? dice.pick(all) : all.get(dice.below(first));
    }

    private String operation() {
        return (dice.once(6) ? "not." : "")
                + likely(Words.OPERATORS, 25)
                + "."
                + dice.pick(Words.VALUES);
    }

    private String terms(int depth) {
        return String.join(",", dice.some(1, 3, () -> term(depth)));
    }

    private String term(int depth) {
        return depth > 0 && dice.once(3)
                ? dice.pick("and(", "not.or(") + terms(depth - 1) + ")"
                : field() + "." + operation();
    }

    private String select(int depth) {
        if (dice.once(200)) {
            int levels = dice.below(600);
            return "author(".repeat(levels) + "id" + ")".repeat(levels);
        }
        return String.join(
                ",", dice.some(1, 4, () -> depth > 0 && dice.once(4) ? embed(depth - 1) : item()));
    }

    private String embed(int depth) {
        return (dice.once(4) ? "..." : dice.once(4) ? column() + ":" : "")
                + name(Words.EMBEDS)
                + (dice.once(4) ? "!" + name(Words.EMBEDS) : "")
                + (dice.once(3) ? "!inner" : "")
                + "("
                + (dice.once(8) ? "" : select(depth))
                + ")";
    }

    private String item() {
        return switch (dice.below(8)) {
            case 0 -> "*";
            case 1 -> "count()";
            case 2 -> field() + dice.pick(".sum()", ".avg()", ".max()", ".count()", ".bad()");
            case 3 -> column() + ":" + field();
            case 4 -> field() + "::" + likely(Words.CASTS, 6);
            default -> field();
        };
    }

    private String order() {
        var term = dice.once(5) ? name(Words.EMBEDS) + "(" + field() + ")" : field();
        return term
                + dice.pick("", ".asc", ".desc", ".up")
                + dice.pick("", ".nullsfirst", ".nullslast");
    }

    private String field() {
        var field = new StringBuilder(column());
        while (dice.once(6)) {
            field.append(dice.pick("->", "->>"));
            field.append(
                    switch (dice.below(4)) {
                        case 0 -> likely(Words.NUMBERS, 3);
                        case 1 -> Dice.quoted(dice.pick(Words.VALUES));
                        default -> "a";
                    });
        }
        return field.toString();
    }

    private String column() {
        return name(Words.COLUMNS);
    }

    private String name(List<String> names) {
        var name = likely(names, 4);
        return name.matches("[a-z_A-Z%]+") || dice.once(3) ? name : Dice.quoted(name);
    }

    /// The target with a place inside of it spoilt.
    String damaged(String target) {
        var text = new StringBuilder(target);
        int at = Math.min(9 + dice.below(Math.max(1, text.length() - 9)), text.length());
        switch (dice.below(3)) {
            case 0 -> text.insert(at, Dice.encoded(dice.noise(3)));
            case 1 -> text.setLength(at);
            default -> text.insert(at, "%" + Integer.toHexString(dice.below(256)));
        }
        return text.toString();
    }

    List<String> parameters(boolean call) {
        return new ArrayList<>(dice.some(0, 5, () -> parameter(call)));
    }
}
