/// Signing and verifying JSON Web Tokens.
@NamedInterface("token")
@NullMarked
package dev.dupabase.platform.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
