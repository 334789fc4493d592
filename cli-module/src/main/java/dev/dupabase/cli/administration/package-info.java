/// What only administrators of the platform may do.
@NullMarked
package dev.dupabase.cli.administration;

import org.jspecify.annotations.NullMarked;
