/// The SQL editor (contracts/platform.md §9).
@NullMarked
package dev.dupabase.admin.studio.sql;

import org.jspecify.annotations.NullMarked;
