/// Backups that only their owner can read: the age format.
@NullMarked
package dev.dupabase.backup.crypt;

import org.jspecify.annotations.NullMarked;
