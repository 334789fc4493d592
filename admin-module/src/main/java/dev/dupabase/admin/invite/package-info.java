/// Invitations to register.
@NullMarked
package dev.dupabase.admin.invite;

import org.jspecify.annotations.NullMarked;
