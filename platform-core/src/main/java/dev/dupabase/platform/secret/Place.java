package dev.dupabase.platform.secret;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Where a sealed value stands. It opens nowhere else, so nobody who can write rows can move one
/// project's secret into another's.
///
/// @param row the row's primary key as text
public record Place(String table, String column, String row) {

    /// All parts with their lengths, so that no two places look alike.
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(table);
            out.writeUTF(column);
            out.writeUTF(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
