/// Long tasks on one project that its people follow, whichever module runs them: imports and
/// restores look the same from outside (contracts/platform.md §13, §15).
@NamedInterface("task")
@NullMarked
package dev.dupabase.platform.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
