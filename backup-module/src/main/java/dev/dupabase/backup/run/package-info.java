/// One backup: from pg_dump to a confirmed object.
@NullMarked
package dev.dupabase.backup.run;

import org.jspecify.annotations.NullMarked;
