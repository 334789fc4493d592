package dev.dupabase.imports.run;

/// An import was stopped from outside: cancelled, out of time, or taken over by another instance.
final class ImportStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportStopped(String reason) {
        super(reason);
    }
}
