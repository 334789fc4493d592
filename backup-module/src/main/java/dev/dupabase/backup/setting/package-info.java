/// Where and when an organisation's projects are backed up.
@NullMarked
package dev.dupabase.backup.setting;

import org.jspecify.annotations.NullMarked;
