/// Speaks GoTrue under `/auth/v1`, over the `auth` schema of each project.
@ApplicationModule(displayName = "auth-module")
@NullMarked
package dev.dupabase.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
