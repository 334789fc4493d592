/// What goes on in a project: its database, its connections, its statements, its users, its
/// requests (contracts/platform.md §11).
@NullMarked
package dev.dupabase.admin.analytics;

import org.jspecify.annotations.NullMarked;
