/// The providers that users sign in with: where they are, how to ask them, and what they tell of
/// somebody (contracts/auth.md §1.12, §1.20).
@NullMarked
package dev.dupabase.auth.provider;

import org.jspecify.annotations.NullMarked;
