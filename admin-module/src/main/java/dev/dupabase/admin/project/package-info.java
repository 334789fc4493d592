/// Projects as their organisation's members see and change them.
@NullMarked
package dev.dupabase.admin.project;

import org.jspecify.annotations.NullMarked;
