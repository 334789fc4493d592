/// Secrets in memory and at rest.
@NamedInterface("secret")
@NullMarked
package dev.dupabase.platform.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
