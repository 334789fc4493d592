/// Reads the archives that pg_dump makes, of every release since 9.0, without PostgreSQL's own
/// programs: what is in them, and the data of each table. An archive may be hostile: nothing in it
/// is believed before it was checked, and none of it takes more memory than it may.
@NamedInterface("archive")
@NullMarked
package dev.dupabase.platform.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
