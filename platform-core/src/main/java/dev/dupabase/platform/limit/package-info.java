/// How often a caller may do something.
@NamedInterface("limit")
@NullMarked
package dev.dupabase.platform.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
