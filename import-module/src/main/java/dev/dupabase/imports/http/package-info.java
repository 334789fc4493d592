/// The routes of imports (contracts/platform.md §15).
@NullMarked
package dev.dupabase.imports.http;

import org.jspecify.annotations.NullMarked;
