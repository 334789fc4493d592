/// The users of a project, as the platform API manages them. The module that keeps them implements
/// it.
@NamedInterface("users")
@NullMarked
package dev.dupabase.platform.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
