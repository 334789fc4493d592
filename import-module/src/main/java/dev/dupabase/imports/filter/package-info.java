/// Decides what of a dump goes into a project (contracts/platform.md §15.3).
@NullMarked
package dev.dupabase.imports.filter;

import org.jspecify.annotations.NullMarked;
