/// The threads that run requests.
@NullMarked
package dev.dupabase.platform.worker;

import org.jspecify.annotations.NullMarked;
