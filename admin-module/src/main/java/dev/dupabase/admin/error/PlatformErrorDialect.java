package dev.dupabase.admin.error;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.ErrorDialect;
import dev.dupabase.platform.error.ErrorReply;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// Says no as contracts/platform.md §1 has it: `error` for people, `code` for programs, and which
/// `fields` are at fault.
@Component
class PlatformErrorDialect implements ErrorDialect {
    @Override
    public String pathPrefix() {
        return "/platform";
    }

    @Override
    public ErrorReply reply(ApiException refusal, HttpServletRequest request) {
        return new ErrorReply(
                refusal.code().status(),
                refusal.headers(),
                refusal instanceof OwnBody own ? own.body() : body(refusal));
    }

    private static ErrorBody body(ApiException refusal) {
        return new ErrorBody(
                refusal.explanation(), refusal.code().code(), refusal.details(), refusal.fields());
    }
}
