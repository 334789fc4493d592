/// What commands print: tables, JSON, progress.
@NullMarked
package dev.dupabase.cli.show;

import org.jspecify.annotations.NullMarked;
