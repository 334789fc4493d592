package dev.dupabase.auth.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How columns of schema `auth` turn into values and back.
public final class Columns {
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};

    /// For jsonb that this module itself wrote or aggregated.
    public static final JsonMapper JSON = JsonMapper.builder().build();

    /// What `infinity` is shown as: JSON has no word for it.
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private Columns() {}

    public static String text(ResultSet row, String column) throws SQLException {
        var value = row.getString(column);
        return value == null ? "" : value;
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        if (value == null) {
            return null;
        }
        return value.isAfter(END_OF_TIME.atOffset(ZoneOffset.UTC))
                ? END_OF_TIME
                : value.toInstant();
    }

    /// Of a column without a time zone, which holds UTC.
    public static @Nullable Instant utc(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }

    public static Map<String, @Nullable Object> object(ResultSet row, String column)
            throws SQLException {
        var json = row.getString(column);
        return json == null || json.equals("null") ? Map.of() : JSON.readValue(json, OBJECT);
    }

    public static OffsetDateTime parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /// For a column without a time zone.
    public static LocalDateTime utcParameter(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    public static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
