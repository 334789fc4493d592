/// The PostgreSQL login of each account.
@NullMarked
package dev.dupabase.admin.credential;

import org.jspecify.annotations.NullMarked;
