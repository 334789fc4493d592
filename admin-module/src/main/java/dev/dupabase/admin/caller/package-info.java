/// Who is calling the platform API, and from where.
@NullMarked
package dev.dupabase.admin.caller;

import org.jspecify.annotations.NullMarked;
