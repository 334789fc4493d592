/// When backups run, and how long they are kept.
@NullMarked
package dev.dupabase.backup.schedule;

import org.jspecify.annotations.NullMarked;
