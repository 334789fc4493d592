/// Signing in and out.
@NullMarked
package dev.dupabase.cli.account;

import org.jspecify.annotations.NullMarked;
