package dev.dupabase.admin.studio.table;

import java.beans.PropertyEditorSupport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.WebDataBinder;

/// Repeatable parameters whose values may hold commas: Spring would split a single one.
public final class Texts {
    private Texts() {}

    private static final class Whole extends PropertyEditorSupport {
        @Override
        public void setAsText(String text) {
            setValue(new String[] {text});
        }
    }

    public static void keepCommas(WebDataBinder binder) {
        binder.registerCustomEditor(String[].class, new Whole());
    }

    public static List<String> list(String @Nullable [] values) {
        return values == null ? List.of() : List.of(values);
    }
}
