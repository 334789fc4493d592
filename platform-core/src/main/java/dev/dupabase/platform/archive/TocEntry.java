package dev.dupabase.platform.archive;

/// One object of an archive, by the fields pg_dump gave it.
///
/// @param dumpId its number in the archive
/// @param kind such as `TABLE`, `TABLE DATA`, `POLICY`
/// @param schema empty if it is in none
/// @param name for some kinds with more words, such as the arguments of a function
/// @param definition the statements that make it, each with its semicolon; may be empty
/// @param copy the statement whose rows the data are; empty if they are statements themselves
/// @param hasData whether the archive holds data for it
/// @param file the file with its data; empty in the custom format
public record TocEntry(
        int dumpId,
        String kind,
        String schema,
        String name,
        String owner,
        String definition,
        String copy,
        boolean hasData,
        String file) {
    /// The rows of a table.
    public boolean isTableData() {
        return kind.equals("TABLE DATA");
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? kind + " " + name : kind + " " + schema + "." + name;
    }
}
