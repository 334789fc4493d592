package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.request.Slot;
import java.util.ArrayList;
import java.util.List;

/// Collects the values of a request while its shape is parsed.
public final class Values {
    private final List<Object> values = new ArrayList<>();

    public Slot add(Object value) {
        values.add(value);
        return new Slot(values.size() - 1);
    }

    public Object get(Slot slot) {
        return values.get(slot.index());
    }

    /// Where a parse may come back to by [#forgetFrom].
    int mark() {
        return values.size();
    }

    void forgetFrom(int mark) {
        values.subList(mark, values.size()).clear();
    }

    public List<Object> toList() {
        return List.copyOf(values);
    }
}
