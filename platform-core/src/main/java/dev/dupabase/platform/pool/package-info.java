/// The connections to all projects: a pool for each project and login, under one budget.
@NamedInterface("pool")
@NullMarked
package dev.dupabase.platform.pool;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
