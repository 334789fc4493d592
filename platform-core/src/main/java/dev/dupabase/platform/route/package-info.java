/// Which API a request is for, told from its path alone.
@NamedInterface("route")
@NullMarked
package dev.dupabase.platform.route;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
