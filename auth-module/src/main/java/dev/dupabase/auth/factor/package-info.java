/// Second factors of users: enrolled, challenged, verified and given up (contracts/auth.md §1.13).
@NullMarked
package dev.dupabase.auth.factor;

import org.jspecify.annotations.NullMarked;
