package dev.dupabase.admin.studio.session;

/// How much of a statement's rows is fetched. What lies beyond stays with PostgreSQL.
///
/// @param bytes of the values as text
public record RowLimit(int rows, long bytes) {
    /// For questions of our own to the catalogue, whose answers we know to be small.
    public static final RowLimit OWN = new RowLimit(100_000, 64L << 20);
}
