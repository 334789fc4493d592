/// Backups of projects, and their return.
@NullMarked
package dev.dupabase.cli.backup;

import org.jspecify.annotations.NullMarked;
