/// Tells what a dump is before it is imported (contracts/platform.md §15.2).
@NullMarked
package dev.dupabase.imports.analysis;

import org.jspecify.annotations.NullMarked;
