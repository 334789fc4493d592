/// Mail to users of projects: over SMTP, or into a built-in mailbox that the dashboard shows.
@NamedInterface("mail")
@NullMarked
package dev.dupabase.platform.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
