/// Schemas that modules own inside project databases, and how they are brought up to date.
@NamedInterface("migration")
@NullMarked
package dev.dupabase.platform.migration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
