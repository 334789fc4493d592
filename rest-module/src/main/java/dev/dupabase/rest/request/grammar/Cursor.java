package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.error.RestError;
import org.jspecify.annotations.Nullable;

/// A place in the text of one parameter.
///
/// The first pass over a text keeps no account of what it tried; only when it fails is the text
/// parsed again with [#diagnosing], to find the words for the refusal.
final class Cursor {
    private static final char END = '\0';

    /// How deep embeds and trees may be nested. PostgreSQL plans a few hundred levels of joins for
    /// minutes, and our own stack ends not far beyond.
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final boolean diagnosing;
    private int at;
    private int depth;
    private Notes notes = Notes.NONE;

    Cursor(String text, boolean diagnosing) {
        this.text = text;
        this.diagnosing = diagnosing;
    }

    int at() {
        return at;
    }

    void backTo(int earlier) {
        at = earlier;
    }

    /// Goes into a level of nesting; [#leave] it again.
    ///
    /// @throws dev.dupabase.platform.error.ApiException if that is one too many
    void enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw RestError.UNREADABLE_QUERY
                    .because("The query is nested too deeply")
                    .details("At most %d levels are possible.".formatted(MAX_DEPTH));
        }
    }

    void leave() {
        depth--;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /// The next character, or NUL at the end.
    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    char peek(int further) {
        return at + further < text.length() ? text.charAt(at + further) : END;
    }

    void advance() {
        at++;
    }

    String from(int start) {
        return text.substring(start, at);
    }

    String rest() {
        var rest = text.substring(at);
        at = text.length();
        return rest;
    }

    /// Blanks and tabs.
    void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    boolean skip(char wanted) {
        return skip(wanted, null);
    }

    /// @param label what the refusal calls it; null: the character itself
    boolean skip(char wanted, @Nullable String label) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        if (diagnosing) {
            expected(label == null ? "\"" + wanted + "\"" : label);
        }
        return false;
    }

    /// A word, whole or not at all. What was found instead is the first letter that differs.
    boolean skip(String wanted) {
        if (text.startsWith(wanted, at)) {
            at += wanted.length();
            return true;
        }
        if (diagnosing) {
            note(Notes.missing(at, firstDifference(wanted), "\"" + wanted + "\""));
        }
        return false;
    }

    /// A word in any case; leaves no note.
    boolean skipIgnoringCase(String wanted) {
        if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    private String firstDifference(String wanted) {
        int i = 0;
        while (at + i < text.length() && text.charAt(at + i) == wanted.charAt(i)) {
            i++;
        }
        return shown(at + i);
    }

    void require(char wanted) {
        if (!skip(wanted)) {
            throw failure();
        }
    }

    /// Whether the text ends here.
    boolean expectEnd() {
        if (isAtEnd()) {
            return true;
        }
        if (diagnosing) {
            note(Notes.refusing(at, Shown.character(text.codePointAt(at)), "end of input"));
        }
        return false;
    }

    /// Whether one of the characters comes next; it stays.
    boolean expectAhead(String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (peek() == characters.charAt(i) && !isAtEnd()) {
                return true;
            }
            if (diagnosing) {
                expected("\"" + characters.charAt(i) + "\"");
            }
        }
        return false;
    }

    /// Notes that something else should have come here.
    void expected(String what) {
        if (diagnosing) {
            note(Notes.missing(at, shown(at), what));
        }
    }

    private String shown(int place) {
        return place < text.length() ? Shown.text(text.codePointAt(place)) : "";
    }

    private void note(Notes more) {
        notes = notes.and(more);
    }

    /// What has been noted so far, to come back to by [#noted(Notes)].
    Notes noted() {
        return notes;
    }

    void noted(Notes earlier) {
        notes = earlier;
    }

    /// Begins a stretch whose notes go under one name if it fails; end it by [#underLabel].
    Notes beginLabel() {
        var before = notes;
        notes = Notes.NONE;
        return before;
    }

    void underLabel(Notes before, String label) {
        notes = before.and(notes.labelled(label));
    }

    void withoutLabel(Notes before) {
        notes = before.and(notes);
    }

    ParseFailure failure() {
        return new ParseFailure();
    }
}
