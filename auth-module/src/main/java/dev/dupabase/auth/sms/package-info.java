/// Text messages to users, by the provider the project has an account with.
@NullMarked
package dev.dupabase.auth.sms;

import org.jspecify.annotations.NullMarked;
