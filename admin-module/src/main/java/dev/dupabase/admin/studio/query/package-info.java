/// Queries that developers keep.
@NullMarked
package dev.dupabase.admin.studio.query;

import org.jspecify.annotations.NullMarked;
