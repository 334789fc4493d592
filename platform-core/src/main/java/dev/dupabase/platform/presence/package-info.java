/// Whether the client of a running request is still there.
@NamedInterface("presence")
@NullMarked
package dev.dupabase.platform.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
