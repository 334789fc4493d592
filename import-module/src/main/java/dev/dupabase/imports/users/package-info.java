/// Brings the users of another project's sign-in into a project.
@NullMarked
package dev.dupabase.imports.users;

import org.jspecify.annotations.NullMarked;
