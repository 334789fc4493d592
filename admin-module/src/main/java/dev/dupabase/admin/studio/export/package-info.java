/// Exports of a project's database (contracts/platform.md §15b).
@NullMarked
package dev.dupabase.admin.studio.export;

import org.jspecify.annotations.NullMarked;
