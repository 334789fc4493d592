package dev.dupabase.rest.request.grammar;

/// Ends a parse that cannot go on. Where and why stands in the [Cursor]'s notes.
final class ParseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ParseFailure() {
        super("parse failure", null, false, false);
    }
}
