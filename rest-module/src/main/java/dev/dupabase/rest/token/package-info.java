/// Who calls: verifies bearer tokens and finds the caller's role (contracts/rest.md §11).
@NullMarked
package dev.dupabase.rest.token;

import org.jspecify.annotations.NullMarked;
