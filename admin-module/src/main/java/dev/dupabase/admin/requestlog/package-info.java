/// The log of requests to a project, shown to those who build it.
@NullMarked
package dev.dupabase.admin.requestlog;

import org.jspecify.annotations.NullMarked;
