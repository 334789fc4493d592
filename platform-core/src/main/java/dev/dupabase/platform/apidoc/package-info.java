/// What a route of the platform API says of itself beyond its form; admin-module writes it into the
/// OpenAPI document.
@NamedInterface("apidoc")
@NullMarked
package dev.dupabase.platform.apidoc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
