/// Reads what a database offers from its system catalogue, and keeps it as long as it is true.
@NullMarked
package dev.dupabase.rest.catalogue;

import org.jspecify.annotations.NullMarked;
