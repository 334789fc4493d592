/// The settings of sign-in, project by project: names, defaults and bounds (contracts/auth.md §5).
@NullMarked
package dev.dupabase.auth.settings;

import org.jspecify.annotations.NullMarked;
