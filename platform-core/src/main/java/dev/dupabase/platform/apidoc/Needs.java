package dev.dupabase.platform.apidoc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says who may call a route. It lets nobody in and keeps nobody out: the route checks that itself,
/// and a test calls each route with less than this rank to see that it does.
///
/// Routes below `/platform/admin` need no such word, nor do those for whoever is signed in.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Rank value();

    /// Whether the body carries the caller's password, which is then checked; a few times a minute.
    boolean password() default false;
}
