/// Who may call which route of the platform API.
@NullMarked
package dev.dupabase.admin.security;

import org.jspecify.annotations.NullMarked;
