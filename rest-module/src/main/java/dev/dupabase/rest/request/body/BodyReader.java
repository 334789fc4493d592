package dev.dupabase.rest.request.body;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.Arguments;
import dev.dupabase.rest.request.Arguments.RawType;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.Known;
import dev.dupabase.rest.request.Payload;
import dev.dupabase.rest.request.Payload.Kind;
import dev.dupabase.rest.request.Payload.Source;
import dev.dupabase.rest.request.Slot;
import dev.dupabase.rest.request.grammar.Values;
import dev.dupabase.rest.request.header.MediaTypeParser;
import dev.dupabase.rest.request.query.QueryString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request. What cannot be read is refused as `PGRST102`.
public final class BodyReader {
    private static final MediaType FORM = new MediaType.Other("application/x-www-form-urlencoded");
    private static final byte[] NOTHING_GIVEN = {'{', '}'};

    private final MediaType type;
    private final byte[] bytes;
    private final Values values;

    private BodyReader(@Nullable String contentType, byte[] bytes, Values values) {
        this.type =
                contentType == null || contentType.isBlank()
                        ? Known.JSON
                        : MediaTypeParser.parse(contentType);
        this.bytes = bytes;
        this.values = values;
    }

    /// The rows of a write.
    ///
    /// @param columns of `columns=`; null if absent
    public static Payload rows(
            @Nullable String contentType,
            byte[] bytes,
            @Nullable List<String> columns,
            Values values) {
        var reader = new BodyReader(contentType, bytes, values);
        if (reader.type == Known.JSON) {
            return reader.json(bytes, columns);
        }
        if (reader.type == Known.CSV) {
            return reader.csv(columns);
        }
        if (reader.type.equals(FORM)) {
            return reader.form(columns);
        }
        throw reader.notAcceptable();
    }

    /// The arguments of a call.
    public static Arguments arguments(
            @Nullable String contentType,
            byte[] bytes,
            @Nullable List<String> columns,
            Values values) {
        var reader = new BodyReader(contentType, bytes, values);
        if (reader.type == Known.JSON) {
            var document = bytes.length == 0 && columns == null ? NOTHING_GIVEN : bytes;
            return new Arguments.Json(reader.json(document, columns), true);
        }
        if (reader.type == Known.CSV) {
            return new Arguments.Json(reader.csv(columns), false);
        }
        if (reader.type.equals(FORM)) {
            return reader.formArguments();
        }
        return switch (reader.type) {
            case Known.TEXT -> reader.raw(RawType.TEXT, Utf8.decode(bytes));
            case Known.XML -> reader.raw(RawType.XML, Utf8.decode(bytes));
            case Known.OCTETS -> reader.raw(RawType.OCTETS, bytes);
            default -> throw reader.notAcceptable();
        };
    }

    private RuntimeException notAcceptable() {
        return RestError.UNREADABLE_BODY.because("Content-Type not acceptable: %s", type.label());
    }

    private Arguments raw(RawType rawType, Object body) {
        return new Arguments.Raw(rawType, values.add(body));
    }

    private Payload json(byte[] document, @Nullable List<String> columns) {
        var text = Utf8.decode(document);
        if (columns != null) {
            var kind = text.stripLeading().startsWith("[") ? Kind.ARRAY : Kind.OBJECT;
            return new Payload(kind, columns, Source.PARAMETER, values.add(text));
        }
        var scan = JsonKeys.scan(text);
        var kind = scan.kind();
        return kind == null
                ? new Payload(Kind.ARRAY, List.of(), Source.BODY, values.add("[]"))
                : new Payload(kind, scan.keys(), Source.BODY, values.add(text));
    }

    private Payload csv(@Nullable List<String> columns) {
        var table = CsvTable.parse(Utf8.decode(bytes));
        return payload(Kind.ARRAY, columns, table.keys(), table.toJson());
    }

    private Payload form(@Nullable List<String> columns) {
        var row = new TreeMap<String, String>();
        parameters().forEach((key, all) -> row.put(key, all.getLast()));
        var json = new StringBuilder();
        JsonRows.object(json, row);
        return payload(Kind.OBJECT, columns, List.copyOf(row.keySet()), json.toString());
    }

    private Payload payload(
            Kind kind, @Nullable List<String> columns, List<String> keys, String json) {
        return columns == null
                ? new Payload(kind, keys, Source.BODY, values.add(json))
                : new Payload(kind, columns, Source.PARAMETER, values.add(json));
    }

    private Arguments formArguments() {
        var arguments = new ArrayList<Arguments.Argument>();
        parameters().forEach((key, all) -> arguments.add(new Arguments.Argument(key, slots(all))));
        return new Arguments.Named(arguments);
    }

    private List<Slot> slots(List<String> all) {
        return all.stream().map(values::add).toList();
    }

    /// Sorted by key, the values of a repeated key in their order.
    private Map<String, List<String>> parameters() {
        var byKey = new TreeMap<String, List<String>>();
        for (var parameter : QueryString.parse(Utf8.decode(bytes)).parameters()) {
            var value = parameter.value() == null ? "" : parameter.value();
            byKey.computeIfAbsent(parameter.key(), key -> new ArrayList<>()).add(value);
        }
        return byKey;
    }
}
