package dev.dupabase.imports.filter;

import dev.dupabase.imports.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads a statement word by word.
final class Words {
    private final List<Token> tokens;
    private int next;

    Words(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean isAtEnd() {
        return next >= tokens.size();
    }

    @Nullable Token peek() {
        return isAtEnd() ? null : tokens.get(next);
    }

    void skip() {
        next++;
    }

    /// The next word, not taken; empty text if there is none, or something else.
    String word() {
        var token = peek();
        return token != null && token.kind() == Token.Kind.WORD ? token.text() : "";
    }

    /// Takes a word if it comes next.
    boolean accept(String word) {
        if (word().equals(word)) {
            next++;
            return true;
        }
        return false;
    }

    /// Takes a word if it is one of these.
    boolean acceptAny(Set<String> words) {
        if (words.contains(word())) {
            next++;
            return true;
        }
        return false;
    }

    boolean acceptSymbol(char symbol) {
        var token = peek();
        if (token != null && token.isSymbol(symbol)) {
            next++;
            return true;
        }
        return false;
    }

    /// Passes over `IF [NOT] EXISTS` and `ONLY`.
    void skipConditions() {
        if (accept("if")) {
            accept("not");
            accept("exists");
        }
        accept("only");
    }

    /// Takes a name with or without a schema. Of a name with three parts, as columns have, the
    /// first two.
    ///
    /// @param otherwise the schema of names without one
    @Nullable QualifiedName name(String otherwise) {
        var first = peek();
        if (first == null || (!first.isName() && first.kind() != Token.Kind.SYMBOL)) {
            return null;
        }
        next++;
        if (!acceptSymbol('.')) {
            return new QualifiedName(otherwise, first.text());
        }
        var second = peek();
        if (second == null) {
            return null;
        }
        next++;
        return new QualifiedName(first.text(), second.text());
    }

    /// Passes over everything up to a word outside of parentheses, and over it.
    boolean skipPast(String word) {
        int depth = 0;
        while (!isAtEnd()) {
            var token = tokens.get(next++);
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            if (depth == 0 && token.isWord(word)) {
                return true;
            }
        }
        return false;
    }

    /// Takes a list of names in parentheses, if one comes next.
    ///
    /// @return null if it is no plain list
    @Nullable List<String> names() {
        var names = new ArrayList<String>();
        if (!acceptSymbol('(')) {
            return names;
        }
        do {
            var token = peek();
            if (token == null || !token.isName()) {
                return null;
            }
            names.add(token.text());
            next++;
        } while (acceptSymbol(','));
        return acceptSymbol(')') ? names : null;
    }

    /// The last tokens, from behind.
    boolean endsWith(String... words) {
        int from = tokens.size() - words.length;
        for (int i = 0; i < words.length; i++) {
            if (from < 0 || (!words[i].isEmpty() && !tokens.get(from + i).isWord(words[i]))) {
                return false;
            }
        }
        return true;
    }

    /// Whether a name qualified by one of the schemas stands anywhere.
    boolean mentions(Predicate<String> schema) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && tokens.get(i + 1).isSymbol('.')
                    && (i == 0 || !tokens.get(i - 1).isSymbol('.'))
                    && schema.test(tokens.get(i).text())) {
                return true;
            }
        }
        return false;
    }

    List<Token> rest() {
        return tokens.subList(Math.min(next, tokens.size()), tokens.size());
    }
}
