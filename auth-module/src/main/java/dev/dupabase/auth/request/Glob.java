package dev.dupabase.auth.request;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A pattern of the redirect allow-list; separators are `.` and `/`. `*` and `?` stop at
/// separators, `**` does not; `[a-z]`, `[!a]`, `{a,b}` and `\` as in shells. Anchored at both ends.
record Glob(Pattern pattern) {
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /// A pattern that is not well-formed matches nothing.
    static Glob compile(String glob) {
        try {
            return new Glob(Pattern.compile(translate(glob), Pattern.DOTALL));
        } catch (PatternSyntaxException | StringIndexOutOfBoundsException e) {
            return new Glob(NOTHING);
        }
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    private static String translate(String glob) {
        var regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean any = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                    regex.append(any ? ".*" : "[^./]*");
                    i += any ? 1 : 0;
                }
                case '?' -> regex.append("[^./]");
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    regex.append(characterClass(glob.substring(i + 1, end)));
                    i = end;
                }
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> {
                    braces--;
                    regex.append(')');
                }
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                case '\\' -> regex.append(Pattern.quote(glob.substring(++i, i + 1)));
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static String characterClass(String content) {
        boolean negated = content.startsWith("!");
        var members = negated ? content.substring(1) : content;
        return (negated ? "[^" : "[") + members.replaceAll("([\\[\\]\\\\^&])", "\\\\$1") + "]";
    }
}
