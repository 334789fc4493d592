/// Sessions: each sign-in can be seen and ended by itself.
@NullMarked
package dev.dupabase.admin.session;

import org.jspecify.annotations.NullMarked;
