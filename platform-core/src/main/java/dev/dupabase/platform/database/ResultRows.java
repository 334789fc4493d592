package dev.dupabase.platform.database;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Tuple;
import org.postgresql.util.PGbytea;

/// The rows of one statement, as the bytes that PostgreSQL sent.
public final class ResultRows {
    static final ResultRows NONE = new ResultRows(new Field[0], List.of());

    private final Field[] fields;
    private final List<Tuple> tuples;

    ResultRows(Field[] fields, List<Tuple> tuples) {
        this.fields = fields;
        this.tuples = tuples;
    }

    public int size() {
        return tuples.size();
    }

    /// The value's text in UTF-8 without having been looked at; of `bytea` the bytes themselves.
    /// Columns count from zero.
    public byte @Nullable [] bytes(int row, int column) throws SQLException {
        var value = tuples.get(row).get(column);
        return value != null && fields[column].getOID() == Oid.BYTEA
                ? PGbytea.toBytes(value)
                : value;
    }

    public @Nullable String text(int row, int column) {
        var value = tuples.get(row).get(column);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /// A whole number; null for null.
    public @Nullable Long number(int row, int column) {
        var value = tuples.get(row).get(column);
        if (value == null) {
            return null;
        }
        long number = 0;
        boolean negative = value[0] == '-';
        for (int i = negative ? 1 : 0; i < value.length; i++) {
            number = number * 10 + (value[i] - '0');
        }
        return negative ? -number : number;
    }
}
