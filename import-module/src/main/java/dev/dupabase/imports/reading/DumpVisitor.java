package dev.dupabase.imports.reading;

import dev.dupabase.imports.filter.Verdict;
import dev.dupabase.imports.sql.CopyRows;
import dev.dupabase.imports.sql.SqlStatement;
import java.io.IOException;
import java.nio.charset.Charset;
import java.sql.SQLException;

/// Who walks through a dump.
public interface DumpVisitor {
    /// A statement, and what is to become of it. Rows that follow it come by [#rows].
    ///
    /// @param charset of its text
    void statement(SqlStatement statement, Verdict verdict, Charset charset)
            throws SQLException, IOException;

    /// The rows after a COPY. What is not read is passed over.
    void rows(Verdict verdict, CopyRows rows, Charset charset) throws SQLException, IOException;

    /// An object of an archive begins.
    ///
    /// @param schema empty if it is in none
    default void entry(String kind, String schema, String name, String owner) {}

    /// The dump tells where it comes from.
    default void origin(String serverVersion, String toolVersion) {}
}
