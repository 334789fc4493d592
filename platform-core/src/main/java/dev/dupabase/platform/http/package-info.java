/// The envelope of every request: its id, headers, limits and the caller's address
/// (contracts/platform.md §4).
@NamedInterface("http")
@NullMarked
package dev.dupabase.platform.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
