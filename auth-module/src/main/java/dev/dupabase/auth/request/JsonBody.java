package dev.dupabase.auth.request;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The request's body, read as GoTrue reads it: as JSON whatever its content type says, keys in any
/// case, unknown ones ignored, absent text as empty text.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface JsonBody {
    /// Whether the body may be missing altogether.
    boolean optional() default false;
}
