package dev.dupabase.backup.store;

import dev.dupabase.platform.outbound.OutboundException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Says what an object store's refusal means. What answers at the address may be no object store at
/// all, so nothing that it says is repeated.
final class Faults {
    private static final Set<String> WRONG_KEYS =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed");

    private Faults() {}

    static StoreFault explain(SdkException fault) {
        if (fault instanceof AbortedException) {
            return new StoreFault("the call was broken off", fault);
        }
        return new StoreFault(text(fault), fault);
    }

    private static String text(SdkException fault) {
        if (fault instanceof S3Exception answer) {
            return text(answer);
        }
        if (fault instanceof ApiCallAttemptTimeoutException
                || fault instanceof ApiCallTimeoutException) {
            return "the object store did not answer in time";
        }
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutboundException.Refused) {
                return "the address of the object store is not one that may be called";
            }
        }
        return "the object store cannot be reached";
    }

    private static String text(S3Exception answer) {
        @Nullable String code =
                answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
        if (code != null && WRONG_KEYS.contains(code)) {
            return "the object store refuses the keys";
        }
        return switch (answer.statusCode()) {
            case 301, 302, 307, 308, 400 ->
                    "the object store refuses the request: the region or the endpoint is wrong";
            case 401, 403 -> "the object store refuses access: wrong keys, or no right to do this";
            case 404 ->
                    "NoSuchKey".equals(code)
                            ? "the object is not there any more"
                            : "there is no such bucket";
            case 412, 409 -> "the object store refuses: something of that name is there already";
            case 429, 503 -> "the object store is busy";
            case 507 -> "the object store is full";
            default -> "the object store failed (status %d)".formatted(answer.statusCode());
        };
    }
}
