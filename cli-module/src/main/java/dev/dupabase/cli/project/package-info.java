/// Projects from their making to their end.
@NullMarked
package dev.dupabase.cli.project;

import org.jspecify.annotations.NullMarked;
