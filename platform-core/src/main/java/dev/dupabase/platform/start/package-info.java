/// What keeps the process from starting, told in one line with the mend.
@NamedInterface("start")
@NullMarked
package dev.dupabase.platform.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
