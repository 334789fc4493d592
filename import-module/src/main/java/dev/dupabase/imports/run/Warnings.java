package dev.dupabase.imports.run;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the owner of a dump should know, each thing once.
final class Warnings {
    private static final int MOST = 200;

    private final Set<String> texts = new LinkedHashSet<>();

    void add(String text) {
        if (texts.size() < MOST) {
            texts.add(text);
        } else {
            texts.add("there were more warnings than these");
        }
    }

    Collection<String> all() {
        return List.copyOf(texts);
    }
}
