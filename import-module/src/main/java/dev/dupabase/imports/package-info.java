/// Brings dumps into projects: of PostgreSQL, of Supabase, in every format pg_dump makes. A dump
/// may be hostile: nothing of it runs but as the project's owner, in one transaction.
@ApplicationModule(displayName = "import-module")
@NullMarked
package dev.dupabase.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
