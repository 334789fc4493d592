/// The dashboard's files.
@NullMarked
package dev.dupabase.admin.page;

import org.jspecify.annotations.NullMarked;
