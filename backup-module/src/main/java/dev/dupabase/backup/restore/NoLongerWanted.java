package dev.dupabase.backup.restore;

/// Somebody has cancelled what was about to be done.
final class NoLongerWanted extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
