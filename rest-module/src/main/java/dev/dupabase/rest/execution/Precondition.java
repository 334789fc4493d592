package dev.dupabase.rest.execution;

import dev.dupabase.rest.request.RestCall;
import java.io.IOException;

/// What a client demands of the rows that it is about to change.
@FunctionalInterface
public interface Precondition {
    /// @param read the read of the same address
    /// @param current what it yields now
    boolean holds(RestCall read, Result current) throws IOException;
}
