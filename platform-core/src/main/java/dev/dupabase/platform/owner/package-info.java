/// Work on a project's database as its owner: what developers may do with psql, and no more.
@NamedInterface("owner")
@NullMarked
package dev.dupabase.platform.owner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
