package dev.dupabase.platform.secret;

/// A secret in memory. Its text shows only where it is asked for by name, never in logs.
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
