package dev.dupabase.auth.sms;

/// A provider did not take a message, or did not answer. The message may be shown to the client.
final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    NotSent(String message) {
        super(message, null, false, false);
    }
}
