/// Recovery codes, for users who have lost their second factors (contracts/auth.md §10).
@NullMarked
package dev.dupabase.auth.recovery;

import org.jspecify.annotations.NullMarked;
