/// The application: wires the modules and holds no logic.
@NullMarked
package dev.dupabase;

import org.jspecify.annotations.NullMarked;
