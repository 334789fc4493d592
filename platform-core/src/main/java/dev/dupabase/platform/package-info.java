/// What every feature stands on: projects, tenancy, database access, tokens, secrets and errors. It
/// knows no feature; features reach it through the packages it opens.
@ApplicationModule(displayName = "platform-core")
@NullMarked
package dev.dupabase.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
