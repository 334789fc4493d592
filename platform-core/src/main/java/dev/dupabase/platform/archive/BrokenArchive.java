package dev.dupabase.platform.archive;

import java.io.IOException;

/// An archive cannot be read; the message says why, for its owner.
public final class BrokenArchive extends IOException {
    private static final long serialVersionUID = 1L;

    public BrokenArchive(String reason) {
        super(reason);
    }

    public BrokenArchive(String reason, Throwable cause) {
        super(reason, cause);
    }

    static BrokenArchive cutOff() {
        return new BrokenArchive("the archive is cut off or damaged");
    }
}
