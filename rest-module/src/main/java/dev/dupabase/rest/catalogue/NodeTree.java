package dev.dupabase.rest.catalogue;

import java.util.ArrayList;
import java.util.List;

/// Reads the one thing we want from a view's rewrite rule as PostgreSQL prints it: which column of
/// which relation stands behind each column of the view (contracts/rest.md S15, S18).
///
/// The text consists of nodes `{TYPE :field value …}`, lists `(…)` and tokens between blanks; a
/// backslash takes the next character literally.
final class NodeTree {
    /// A column of a view that is nothing but a column of another relation.
    ///
    /// @param number of the view's column
    record Origin(int number, long relation, int column) {}

    private final String text;
    private int at;

    private NodeTree(String text) {
        this.text = text;
    }

    /// The columns of the view that have an origin.
    static List<Origin> origins(String ruleAction) {
        return new NodeTree(ruleAction).targetList();
    }

    private List<Origin> targetList() {
        var origins = new ArrayList<Origin>();
        if (!skipToTargetList()) {
            return origins;
        }
        for (var token = next(); !token.equals(")") && !token.isEmpty(); token = next()) {
            if (token.equals("{")) {
                readEntry(origins);
            }
        }
        return origins;
    }

    /// Leaves the position behind the parenthesis that opens the outermost query's target list.
    private boolean skipToTargetList() {
        int depth = 0;
        for (var token = next(); !token.isEmpty(); token = next()) {
            switch (token) {
                case "{" -> depth++;
                case "}" -> depth--;
                case ":targetList" -> {
                    if (depth == 1) {
                        return next().equals("(");
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /// Reads one entry of the list up to its closing brace; nested nodes are stepped over.
    private void readEntry(List<Origin> origins) {
        long number = 0;
        long relation = 0;
        long column = 0;
        int depth = 1;
        while (depth > 0) {
            var token = next();
            switch (token) {
                case "" -> depth = 0;
                case "{" -> depth++;
                case "}" -> depth--;
                case ":resno" -> number = depth == 1 ? number() : number;
                case ":resorigtbl" -> relation = depth == 1 ? number() : relation;
                case ":resorigcol" -> column = depth == 1 ? number() : column;
                default -> {}
            }
        }
        if (relation != 0 && column > 0) {
            origins.add(new Origin((int) number, relation, (int) column));
        }
    }

    private long number() {
        return Long.parseLong(next());
    }

    /// The next brace, parenthesis or word; empty at the end.
    private String next() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return "";
        }
        int start = at;
        if (isBracket(text.charAt(at))) {
            at++;
        } else {
            while (at < text.length() && !isBlank(text.charAt(at)) && !isBracket(text.charAt(at))) {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        at = Math.min(at, text.length());
        return text.substring(start, at);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    private static boolean isBracket(char c) {
        return c == '{' || c == '}' || c == '(' || c == ')';
    }
}
