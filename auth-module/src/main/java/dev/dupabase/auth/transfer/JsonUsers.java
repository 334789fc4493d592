package dev.dupabase.auth.transfer;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Users of a JSON file, whose objects have one of the shapes that are known.
final class JsonUsers implements UserFile {
    /// How a system writes its users.
    interface Shape {
        /// @throws BadEntry if no user can be made of it
        ImportedUser user(JsonNode node) throws BadEntry;
    }

    /// No user can be made of an entry.
    static final class BadEntry extends Exception {
        private static final long serialVersionUID = 1L;

        BadEntry(String message) {
            super(message);
        }
    }

    private final JsonObjects objects;
    private final Shape shape;

    JsonUsers(JsonObjects objects, Shape shape) {
        this.objects = objects;
        this.shape = shape;
    }

    @Override
    public Optional<Entry> next() throws FileFault {
        var node = objects.next();
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!node.get().isObject()) {
            return Optional.of(new Entry.Bad("not an object"));
        }
        try {
            return Optional.of(new Entry.Good(shape.user(node.get())));
        } catch (BadEntry e) {
            return Optional.of(new Entry.Bad(String.valueOf(e.getMessage())));
        }
    }
}
