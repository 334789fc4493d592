/// The table browser (contracts/platform.md §8).
@NullMarked
package dev.dupabase.admin.studio.table;

import org.jspecify.annotations.NullMarked;
