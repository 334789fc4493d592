/// How a user comes to be.
@NullMarked
package dev.dupabase.auth.signup;

import org.jspecify.annotations.NullMarked;
