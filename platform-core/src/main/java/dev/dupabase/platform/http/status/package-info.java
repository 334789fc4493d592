/// The status line of a response with its reason phrase, which the container leaves out.
@NamedInterface("http-status")
@NullMarked
package dev.dupabase.platform.http.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
