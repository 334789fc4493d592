package dev.dupabase.auth.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// A file of users, read one by one, however long it is.
interface UserFile {
    /// The formats that are known, by the names clients call them.
    enum Format {
        JSON,
        CSV,
        FIREBASE,
        AUTH0;

        static Optional<Format> ofName(String name) {
            return Arrays.stream(values())
                    .filter(format -> format.name().equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    /// Empty at the end.
    ///
    /// @throws FileFault if it cannot be read any further
    Optional<Entry> next() throws FileFault, IOException;

    /// @param now what a confirmation without a time gets
    static UserFile open(Format format, InputStream input, Instant now)
            throws FileFault, IOException {
        return switch (format) {
            case CSV -> new CsvUsers(input, now);
            case JSON -> new JsonUsers(new JsonObjects(input), new PlainShape(now));
            case AUTH0 -> new JsonUsers(new JsonObjects(input), new Auth0Shape(now));
            case FIREBASE -> {
                var objects = new JsonObjects(input);
                yield new JsonUsers(objects, new FirebaseShape(objects, now));
            }
        };
    }
}
