package dev.dupabase.openapi;

import dev.dupabase.platform.error.ErrorCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.http.HttpStatus;
import org.springframework.util.ClassUtils;

/// The codes of refusals that the house knows, with their statuses.
final class ErrorCodes {
    private ErrorCodes() {}

    static Map<String, Set<Integer>> all() {
        var codes = new HashMap<String, Set<Integer>>();
        var scanner =
                new ClassPathScanningCandidateComponentProvider(false) {
                    @Override
                    protected boolean isCandidateComponent(AnnotatedBeanDefinition found) {
                        return true;
                    }
                };
        scanner.addIncludeFilter(new AssignableTypeFilter(ErrorCode.class));
        for (var found : scanner.findCandidateComponents("dev.dupabase")) {
            var type = ClassUtils.resolveClassName(found.getBeanClassName(), null);
            if (type.isEnum()) {
                for (var constant : type.getEnumConstants()) {
                    var code = (ErrorCode) constant;
                    var statuses = codes.computeIfAbsent(code.code(), name -> new HashSet<>());
                    statuses.add(code.status().value());
                    // What sign-in refuses with 422 the platform API words as 409 or 400.
                    if (code.status() == HttpStatus.UNPROCESSABLE_CONTENT) {
                        statuses.add(code.code().endsWith("_exists") ? 409 : 400);
                    }
                }
            }
        }
        return codes;
    }
}
