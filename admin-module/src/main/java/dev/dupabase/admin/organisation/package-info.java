/// Organisations, their members and what a member may do.
@NullMarked
package dev.dupabase.admin.organisation;

import org.jspecify.annotations.NullMarked;
