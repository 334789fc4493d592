/// Accounts as administrators see them.
@NullMarked
package dev.dupabase.admin.user;

import org.jspecify.annotations.NullMarked;
