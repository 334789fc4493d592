/// A signed-in user's own account: shown and changed.
@NullMarked
package dev.dupabase.auth.account;

import org.jspecify.annotations.NullMarked;
