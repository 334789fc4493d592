/// Accounts: registering, signing in and out, changing the password.
@NullMarked
package dev.dupabase.admin.account;

import org.jspecify.annotations.NullMarked;
