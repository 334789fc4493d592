/// Accounts elsewhere, and which of a project's users they belong to (contracts/auth.md §1.10,
/// §4.11).
@NullMarked
package dev.dupabase.auth.identity;

import org.jspecify.annotations.NullMarked;
