/// How GoTrue says no: its codes, and both formats of its error bodies.
@NullMarked
package dev.dupabase.auth.error;

import org.jspecify.annotations.NullMarked;
