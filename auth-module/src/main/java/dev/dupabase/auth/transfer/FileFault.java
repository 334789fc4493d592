package dev.dupabase.auth.transfer;

/// A file cannot be read any further. The message is for whoever sent it.
final class FileFault extends Exception {
    private static final long serialVersionUID = 1L;

    FileFault(String message) {
        super(message);
    }
}
