package dev.dupabase.auth.error;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.ErrorCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/// The codes of contracts/auth.md §1.2, each with its usual status. Some have another one in
/// places: [#as].
public enum AuthError implements ErrorCode {
    UNKNOWN(HttpStatus.INTERNAL_SERVER_ERROR),
    UNEXPECTED_FAILURE(HttpStatus.INTERNAL_SERVER_ERROR),
    VALIDATION_FAILED(HttpStatus.BAD_REQUEST),
    BAD_JSON(HttpStatus.BAD_REQUEST),
    CONFLICT(HttpStatus.CONFLICT),
    REQUEST_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT),
    REQUEST_ENTITY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    FEATURE_DISABLED(HttpStatus.NOT_FOUND),
    NO_AUTHORIZATION(HttpStatus.UNAUTHORIZED),
    BAD_JWT(HttpStatus.FORBIDDEN),
    NOT_ADMIN(HttpStatus.FORBIDDEN),
    SESSION_NOT_FOUND(HttpStatus.FORBIDDEN),
    SESSION_EXPIRED(HttpStatus.BAD_REQUEST),
    REFRESH_TOKEN_NOT_FOUND(HttpStatus.BAD_REQUEST),
    REFRESH_TOKEN_ALREADY_USED(HttpStatus.BAD_REQUEST),
    INSUFFICIENT_AAL(HttpStatus.UNAUTHORIZED),
    UNEXPECTED_AUDIENCE(HttpStatus.BAD_REQUEST),
    USER_NOT_FOUND(HttpStatus.NOT_FOUND),
    USER_ALREADY_EXISTS(HttpStatus.UNPROCESSABLE_CONTENT),
    USER_BANNED(HttpStatus.FORBIDDEN),
    USER_SSO_MANAGED(HttpStatus.UNPROCESSABLE_CONTENT),
    EMAIL_EXISTS(HttpStatus.UNPROCESSABLE_CONTENT),
    PHONE_EXISTS(HttpStatus.UNPROCESSABLE_CONTENT),
    IDENTITY_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    IDENTITY_ALREADY_EXISTS(HttpStatus.UNPROCESSABLE_CONTENT),
    SINGLE_IDENTITY_NOT_DELETABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    EMAIL_CONFLICT_IDENTITY_NOT_DELETABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    MANUAL_LINKING_DISABLED(HttpStatus.NOT_FOUND),
    SIGNUP_DISABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    ANONYMOUS_PROVIDER_DISABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    EMAIL_PROVIDER_DISABLED(HttpStatus.BAD_REQUEST),
    PHONE_PROVIDER_DISABLED(HttpStatus.BAD_REQUEST),
    PROVIDER_DISABLED(HttpStatus.BAD_REQUEST),
    INVALID_CREDENTIALS(HttpStatus.BAD_REQUEST),
    EMAIL_NOT_CONFIRMED(HttpStatus.BAD_REQUEST),
    PHONE_NOT_CONFIRMED(HttpStatus.BAD_REQUEST),
    WEAK_PASSWORD(HttpStatus.UNPROCESSABLE_CONTENT),
    SAME_PASSWORD(HttpStatus.UNPROCESSABLE_CONTENT),
    INVITE_NOT_FOUND(HttpStatus.NOT_FOUND),
    OTP_EXPIRED(HttpStatus.FORBIDDEN),
    OTP_DISABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    CAPTCHA_FAILED(HttpStatus.BAD_REQUEST),
    PROVIDER_EMAIL_NEEDS_VERIFICATION(HttpStatus.FORBIDDEN),
    REAUTHENTICATION_NEEDED(HttpStatus.BAD_REQUEST),
    REAUTHENTICATION_NOT_VALID(HttpStatus.UNPROCESSABLE_CONTENT),
    CURRENT_PASSWORD_REQUIRED(HttpStatus.BAD_REQUEST),
    CURRENT_PASSWORD_INVALID(HttpStatus.BAD_REQUEST),
    EMAIL_ADDRESS_INVALID(HttpStatus.BAD_REQUEST),
    EMAIL_ADDRESS_NOT_AUTHORIZED(HttpStatus.BAD_REQUEST),
    EMAIL_ADDRESS_NOT_PROVIDED(HttpStatus.BAD_REQUEST),
    SMS_SEND_FAILED(HttpStatus.UNPROCESSABLE_CONTENT),
    OVER_REQUEST_RATE_LIMIT(HttpStatus.TOO_MANY_REQUESTS),
    OVER_EMAIL_SEND_RATE_LIMIT(HttpStatus.TOO_MANY_REQUESTS),
    OVER_SMS_SEND_RATE_LIMIT(HttpStatus.TOO_MANY_REQUESTS),
    FLOW_STATE_NOT_FOUND(HttpStatus.NOT_FOUND),
    FLOW_STATE_EXPIRED(HttpStatus.UNPROCESSABLE_CONTENT),
    FLOW_STATE_ALREADY_USED(HttpStatus.BAD_REQUEST),
    BAD_CODE_VERIFIER(HttpStatus.BAD_REQUEST),
    BAD_OAUTH_STATE(HttpStatus.BAD_REQUEST),
    BAD_OAUTH_CALLBACK(HttpStatus.BAD_REQUEST),
    OAUTH_PROVIDER_NOT_SUPPORTED(HttpStatus.BAD_REQUEST),
    SAML_PROVIDER_DISABLED(HttpStatus.NOT_FOUND),
    TOO_MANY_ENROLLED_MFA_FACTORS(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_FACTOR_NAME_CONFLICT(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_FACTOR_NOT_FOUND(HttpStatus.NOT_FOUND),
    MFA_VERIFIED_FACTOR_EXISTS(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_IP_ADDRESS_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_CHALLENGE_EXPIRED(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_VERIFICATION_FAILED(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_VERIFICATION_REJECTED(HttpStatus.FORBIDDEN),
    MFA_TOTP_ENROLL_NOT_ENABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_TOTP_VERIFY_NOT_ENABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_PHONE_ENROLL_NOT_ENABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_PHONE_VERIFY_NOT_ENABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_WEBAUTHN_ENROLL_NOT_ENABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    MFA_WEBAUTHN_VERIFY_NOT_ENABLED(HttpStatus.UNPROCESSABLE_CONTENT),
    HOOK_TIMEOUT(HttpStatus.UNPROCESSABLE_CONTENT),
    HOOK_TIMEOUT_AFTER_RETRY(HttpStatus.UNPROCESSABLE_CONTENT),
    HOOK_PAYLOAD_OVER_SIZE_LIMIT(HttpStatus.UNPROCESSABLE_CONTENT),
    HOOK_PAYLOAD_INVALID_CONTENT_TYPE(HttpStatus.BAD_REQUEST),
    PASSKEY_DISABLED(HttpStatus.NOT_FOUND),
    WEB3_PROVIDER_DISABLED(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    AuthError(HttpStatus status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    /// The same code with another status.
    public ErrorCode as(HttpStatus other) {
        return new WithStatus(this, other);
    }

    /// A refusal with the usual status.
    public ApiException refuse(String message) {
        return new ApiException(this, message);
    }

    /// A refusal with another status.
    public ApiException refuse(HttpStatus other, String message) {
        return new ApiException(as(other), message);
    }

    private record WithStatus(AuthError error, HttpStatusCode status) implements ErrorCode {
        @Override
        public String code() {
            return error.code();
        }
    }
}
