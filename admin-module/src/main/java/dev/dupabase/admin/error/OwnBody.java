package dev.dupabase.admin.error;

/// A refusal that says more than others: with a body of its own, which holds `error` and `code` as
/// all do.
public interface OwnBody {
    Object body();
}
