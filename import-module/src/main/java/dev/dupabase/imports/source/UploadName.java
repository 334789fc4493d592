package dev.dupabase.imports.source;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The name of an uploaded file, for people to read: it never names a file on the server.
public final class UploadName {
    private static final int LONGEST = 200;
    private static final List<String> ENDINGS =
            List.of(".sql", ".dump", ".backup", ".tar", ".gz", ".tgz", ".zip");

    private UploadName() {}

    /// @throws ApiException 400 for a name that no dump has
    public static String of(@Nullable String given) {
        var name = given == null ? "" : given.replace('\\', '/');
        name = name.substring(name.lastIndexOf('/') + 1).replaceAll("[\\p{Cntrl}\\p{Cf}<>\"]", "_");
        name = name.strip();
        if (name.length() > LONGEST) {
            name = name.substring(name.length() - LONGEST);
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (ENDINGS.stream().noneMatch(lower::endsWith)) {
            throw new ApiException(
                            CommonError.MALFORMED_REQUEST,
                            "a dump's name ends in .sql, .dump, .backup, .tar, .zip or .gz")
                    .field("file", "must end in .sql, .dump, .backup, .tar, .zip or .gz");
        }
        return name;
    }
}
