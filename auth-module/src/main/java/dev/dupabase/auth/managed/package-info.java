/// A project's users as the platform API manages them: its words for what this module does.
@NullMarked
package dev.dupabase.auth.managed;

import org.jspecify.annotations.NullMarked;
