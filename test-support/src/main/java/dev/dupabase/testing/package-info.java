/// A real PostgreSQL and an HTTP client for tests. Test scope only.
@NullMarked
package dev.dupabase.testing;

import org.jspecify.annotations.NullMarked;
