/// What the platform API refuses, and how it words it.
@NullMarked
package dev.dupabase.admin.error;

import org.jspecify.annotations.NullMarked;
