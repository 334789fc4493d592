package dev.dupabase.platform.error;

import jakarta.servlet.http.HttpServletRequest;

/// How one API says no. The longest [#pathPrefix] that fits a request's path wins.
public interface ErrorDialect {
    /// The start of the paths it speaks for, without the project's prefix, such as `/rest/v1/`.
    String pathPrefix();

    /// The response for a refusal. Must also know every [CommonError].
    ErrorReply reply(ApiException refusal, HttpServletRequest request);
}
