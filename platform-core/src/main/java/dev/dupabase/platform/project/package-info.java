/// What Dupabase knows of a project, and the one directory all look-ups go through.
@NamedInterface("project")
@NullMarked
package dev.dupabase.platform.project;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
