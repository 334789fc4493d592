/// Speaks the platform API under `/platform`: accounts, organisations, projects, keys and audit.
@ApplicationModule(displayName = "admin-module")
@NullMarked
package dev.dupabase.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
