/// Which project a request means, and the caller's context bound to it.
@NamedInterface("tenant")
@NullMarked
package dev.dupabase.platform.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
