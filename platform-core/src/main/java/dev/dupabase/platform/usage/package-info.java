/// What each project uses: requests, rows, bytes, time, users. Counted in memory and written to the
/// platform database once a minute, by each instance for itself (docs/adr/0030-usage.md).
@NamedInterface("usage")
@NullMarked
package dev.dupabase.platform.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
