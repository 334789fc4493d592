/// The processes that share the platform database: which there are, and what they tell each other
/// (DESIGN §9).
@NamedInterface("instance")
@NullMarked
package dev.dupabase.platform.instance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
