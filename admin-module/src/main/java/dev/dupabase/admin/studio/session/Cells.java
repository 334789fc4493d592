package dev.dupabase.admin.studio.session;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Tuple;

/// Values of PostgreSQL in JSON, so that none is changed on its way through a browser: numbers that
/// JavaScript can hold as numbers, booleans as such, and everything else as the text that
/// PostgreSQL prints and reads.
public final class Cells {
    private static final long SAFE = 1L << 53;

    /// Each decimal of so many digits is another double.
    private static final int SAFE_DIGITS = 15;

    private Cells() {}

    static List<@Nullable Object> of(List<Field> fields, Tuple row) {
        var cells = new ArrayList<@Nullable Object>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            cells.add(of(fields.get(i).getOID(), text(row, i)));
        }
        return cells;
    }

    static @Nullable String text(Tuple row, int column) {
        var bytes = row.get(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /// @param type the oid of its type
    static @Nullable Object of(int type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (type) {
            case Oid.BOOL -> text.equals("t");
            case Oid.INT2, Oid.INT4, Oid.OID -> Long.valueOf(text);
            case Oid.INT8 -> whole(text);
            case Oid.NUMERIC -> decimal(text);
            case Oid.FLOAT4, Oid.FLOAT8 -> floating(text);
            default -> text;
        };
    }

    private static Object whole(String text) {
        long value = Long.parseLong(text);
        return value >= -SAFE && value <= SAFE ? (Object) value : text;
    }

    private static Object decimal(String text) {
        if (!Character.isDigit(text.charAt(text.length() - 1))) {
            return text; // NaN, Infinity
        }
        var value = new BigDecimal(text);
        return value.precision() <= SAFE_DIGITS && value.scale() <= SAFE_DIGITS ? value : text;
    }

    private static Object floating(String text) {
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? (Object) value : text;
    }
}
