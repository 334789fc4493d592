/// The way of a user to a provider and back (contracts/auth.md §1.12).
@NullMarked
package dev.dupabase.auth.oauth;

import org.jspecify.annotations.NullMarked;
