/// Statements on a project's database.
@NullMarked
package dev.dupabase.cli.sql;

import org.jspecify.annotations.NullMarked;
