package dev.dupabase.rest.property;

import java.util.stream.LongStream;

/// From where made-up things are made: `rest.property.seed` is the first of `rest.property.runs`
/// seeds.
public final class Seeds {
    private static final long FIRST = Long.getLong("rest.property.seed", 1L);
    private static final int RUNS = Integer.getInteger("rest.property.runs", 25);

    private Seeds() {}

    public static LongStream all() {
        return LongStream.range(FIRST, FIRST + RUNS);
    }
}
