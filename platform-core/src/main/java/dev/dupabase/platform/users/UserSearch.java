package dev.dupabase.platform.users;

import org.jspecify.annotations.Nullable;

/// Which users are wanted.
///
/// @param text part of an e-mail address, phone number, name, or an id; empty: any
/// @param provider by which they may sign in; empty: any
/// @param page from 1
public record UserSearch(
        String text,
        String provider,
        @Nullable Condition condition,
        Order order,
        boolean descending,
        int page,
        int perPage) {
    /// What is so of them.
    public enum Condition {
        CONFIRMED,
        UNCONFIRMED,
        BANNED,
        ANONYMOUS
    }

    /// What they are ordered by; then by id.
    public enum Order {
        CREATED_AT,
        LAST_SIGN_IN_AT,
        EMAIL,
        PHONE
    }

    public long offset() {
        return (page - 1L) * perPage;
    }
}
