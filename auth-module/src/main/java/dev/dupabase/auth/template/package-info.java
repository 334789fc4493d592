/// Mail templates in the language GoTrue's are written in: a part of Go's `html/template`.
@NullMarked
package dev.dupabase.auth.template;

import org.jspecify.annotations.NullMarked;
