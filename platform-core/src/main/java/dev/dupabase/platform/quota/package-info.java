/// How much an organisation may use, and what happens when it uses more.
@NamedInterface("quota")
@NullMarked
package dev.dupabase.platform.quota;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
