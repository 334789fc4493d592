package dev.dupabase.imports.sql;

/// Notices the body of a function in the SQL standard's form, `BEGIN ATOMIC … END`, inside of which
/// a semicolon ends no statement. Goes by the same signs as psql.
final class AtomicBody {
    private static final int AMONG_FIRST = 4;

    private boolean create;
    private boolean routine;
    private int depth;

    boolean isOpen() {
        return depth > 0;
    }

    /// @param place how many tokens stand before it
    void see(int place, Token token) {
        if (token.kind() != Token.Kind.WORD) {
            return;
        }
        var word = token.text();
        if (place == 0) {
            create = word.equals("create");
        } else if (create && !routine) {
            routine = place < AMONG_FIRST && (word.equals("function") || word.equals("procedure"));
        } else if (routine) {
            switch (word) {
                case "begin" -> depth++;
                case "case" -> depth += depth > 0 ? 1 : 0;
                case "end" -> depth -= depth > 0 ? 1 : 0;
                default -> {}
            }
        }
    }
}
