package dev.dupabase.platform.apidoc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A refusal that a route has besides those that follow from its form: a bad request, nobody signed
/// in, too low a rank, no such thing, too many requests.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(MayRefuse.Several.class)
public @interface MayRefuse {
    /// The status of the answer, such as 409.
    int status();

    /// The `code` of the answer, such as `slug_taken`.
    String code();

    /// The `error` of the answer, as it may read.
    String text();

    /// What stands where a refusal may stand more than once.
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {
        MayRefuse[] value();
    }
}
