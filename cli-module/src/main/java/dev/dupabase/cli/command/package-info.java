/// What all commands have in common.
@NullMarked
package dev.dupabase.cli.command;

import org.jspecify.annotations.NullMarked;
