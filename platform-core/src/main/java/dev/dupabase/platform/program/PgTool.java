package dev.dupabase.platform.program;

/// A client program of PostgreSQL.
public enum PgTool {
    DUMP("pg_dump"),
    RESTORE("pg_restore");

    private final String program;

    PgTool(String program) {
        this.program = program;
    }

    /// The name of its file.
    public String program() {
        return program;
    }
}
