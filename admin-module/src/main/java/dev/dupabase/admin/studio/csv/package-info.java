/// Tables as CSV files, out and in.
@NullMarked
package dev.dupabase.admin.studio.csv;

import org.jspecify.annotations.NullMarked;
