package dev.dupabase.backup.crypt;

import java.io.IOException;

/// A file cannot be decrypted; the message says why, for people.
public final class DecryptionFault extends IOException {
    private static final long serialVersionUID = 1L;

    DecryptionFault(String message) {
        super(message);
    }
}
