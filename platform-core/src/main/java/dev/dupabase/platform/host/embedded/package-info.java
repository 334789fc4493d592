/// The PostgreSQL that Dupabase brings along, and the directory it lives in.
@NullMarked
package dev.dupabase.platform.host.embedded;

import org.jspecify.annotations.NullMarked;
