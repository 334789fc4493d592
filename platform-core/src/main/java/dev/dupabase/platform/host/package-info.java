/// The PostgreSQL server Dupabase stands on: given by the operator, or embedded.
@NamedInterface("host")
@NullMarked
package dev.dupabase.platform.host;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
