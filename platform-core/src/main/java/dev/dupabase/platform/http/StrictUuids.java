package dev.dupabase.platform.http;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/// An id in a path or a query is a UUID as everybody writes it. Java's own parser would take
/// `1-1-1-1-1` for one too.
@ControllerAdvice
class StrictUuids {
    @InitBinder
    void strict(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new Editor());
    }

    private static final class Editor extends PropertyEditorSupport {
        private static final int LENGTH = 36;

        @Override
        public void setAsText(String text) {
            if (text.length() != LENGTH) {
                throw new IllegalArgumentException("not a UUID: '%s'".formatted(text));
            }
            setValue(UUID.fromString(text));
        }
    }
}
