package dev.dupabase.admin.docs;

import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.models.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// Notes at each operation what its method says by [Needs] and [MayRefuse].
@Component
class RouteWords implements GlobalOperationCustomizer {
    /// Who may call an operation; stays in the document.
    static final String RANK = "x-rank";

    /// Whether an operation checks the caller's password; stays in the document.
    static final String PASSWORD = "x-password";

    private static final String REFUSALS = "x-refusals";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var needs = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Needs.class);
        if (needs != null) {
            operation.addExtension(RANK, label(needs.value()));
            if (needs.password()) {
                operation.addExtension(PASSWORD, true);
            }
        }
        var refusals =
                AnnotatedElementUtils.findMergedRepeatableAnnotations(
                                handler.getMethod(), MayRefuse.class, MayRefuse.Several.class)
                        .stream()
                        .map(Refusals.Way::of)
                        .toList();
        operation.addExtension(REFUSALS, refusals);
        return operation;
    }

    static Optional<Rank> rank(Operation operation) {
        var label = (String) operation.getExtensions().get(RANK);
        return Optional.ofNullable(label)
                .map(known -> Rank.valueOf(known.toUpperCase(Locale.ROOT)));
    }

    static void setRank(Operation operation, Rank rank) {
        operation.addExtension(RANK, label(rank));
    }

    static boolean checksPassword(Operation operation) {
        return operation.getExtensions().containsKey(PASSWORD);
    }

    /// What the method declared, which is not for readers of the document.
    static List<Refusals.Way> takeRefusals(Operation operation) {
        var declared = operation.getExtensions().remove(REFUSALS);
        return declared instanceof List<?> list
                ? list.stream()
                        .flatMap(item ->
                                item instanceof Refusals.Way way ? Stream.of(way) : Stream.empty())
                        .toList()
                : List.of();
    }

    private static String label(Rank rank) {
        return rank.name().toLowerCase(Locale.ROOT);
    }
}
