/// Calls to addresses that users of the platform chose: the one guarded HTTP client (DESIGN §7).
@NamedInterface("outbound")
@NullMarked
package dev.dupabase.platform.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
