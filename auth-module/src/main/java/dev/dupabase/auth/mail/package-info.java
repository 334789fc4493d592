/// The mails of this API: what they say and who may get them.
@NullMarked
package dev.dupabase.auth.mail;

import org.jspecify.annotations.NullMarked;
