/// The one door to project databases.
@NamedInterface("database")
@NullMarked
package dev.dupabase.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
