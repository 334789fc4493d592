/// Refusals: what went wrong for a client, and the dialect each API says it in.
@NamedInterface("error")
@NullMarked
package dev.dupabase.platform.error;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
