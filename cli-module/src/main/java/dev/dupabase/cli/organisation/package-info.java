/// Organisations and who is in them.
@NullMarked
package dev.dupabase.cli.organisation;

import org.jspecify.annotations.NullMarked;
