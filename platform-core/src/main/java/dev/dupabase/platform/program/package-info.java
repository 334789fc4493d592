/// Programs of the machine, run as child processes: PostgreSQL's own tools above all.
@NamedInterface("program")
@NullMarked
package dev.dupabase.platform.program;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
