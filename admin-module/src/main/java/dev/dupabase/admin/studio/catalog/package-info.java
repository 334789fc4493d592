/// The schema of a project's database, whole, for completion, forms and documentation.
@NullMarked
package dev.dupabase.admin.studio.catalog;

import org.jspecify.annotations.NullMarked;
