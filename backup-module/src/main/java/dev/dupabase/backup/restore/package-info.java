/// How a project comes back from a backup.
@NullMarked
package dev.dupabase.backup.restore;

import org.jspecify.annotations.NullMarked;
