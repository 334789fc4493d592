/// Asks services that tell people from programs.
@NullMarked
package dev.dupabase.auth.captcha;

import org.jspecify.annotations.NullMarked;
