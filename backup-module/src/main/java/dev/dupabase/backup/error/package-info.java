/// What can be wrong with backups.
@NullMarked
package dev.dupabase.backup.error;

import org.jspecify.annotations.NullMarked;
