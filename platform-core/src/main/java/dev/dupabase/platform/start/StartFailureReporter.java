package dev.dupabase.platform.start;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Tells why the process does not start, in one line, if the operator can mend it. What only we can
/// mend goes on to Spring Boot's reporter, with its stack trace. Found by `spring.factories`.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReporter implements SpringBootExceptionReporter {
    private static final Logger LOG = LoggerFactory.getLogger("dupabase");

    private final SettingNames names;

    StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
        this.names = new SettingNames(context == null ? null : context.getEnvironment());
    }

    @Override
    public boolean reportException(Throwable failure) {
        var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
        var line = explain(causes);
        line.ifPresent(text -> LOG.error("Cannot start: {}", text.replaceAll("\\s*\\R\\s*", " ")));
        LOG.debug("The start failed", failure);
        return line.isPresent();
    }

    /// The first cause of the most telling kind.
    private Optional<String> explain(List<Throwable> causes) {
        return first(causes, StartRefusal.class)
                .map(StartRefusal::getMessage)
                .or(() -> first(causes, InvalidSetting.class).map(this::explain))
                .or(() -> first(causes, BindException.class).map(this::explain))
                .or(() -> first(causes, PortInUseException.class).map(this::explain))
                .or(() -> first(causes, java.net.BindException.class).map(this::explain))
                .or(() -> first(causes, FlywayException.class).map(StartFailureReporter::explain))
                .or(() -> first(causes, SQLException.class).map(StartFailureReporter::explain));
    }

    private String explain(InvalidSetting fault) {
        return names.variable(fault.property()) + " " + fault.rule();
    }

    private String explain(BindException fault) {
        var property = fault.getName().toString();
        var value = fault.getProperty() == null ? null : fault.getProperty().getValue();
        var shown = value == null ? "" : names.resolve(value.toString());
        return "%s must be %s%s"
                .formatted(
                        names.variable(property),
                        SettingNames.kind(fault.getTarget().getType().resolve(Object.class)),
                        shown.isEmpty() || SettingNames.isSecret(property)
                                ? ""
                                : ", not '%s'".formatted(shown));
    }

    private String explain(PortInUseException fault) {
        var property = names.portProperty(fault.getPort());
        return "port %d is already in use: stop the other program, or set %s to another port"
                .formatted(fault.getPort(), names.variable(property));
    }

    private String explain(java.net.BindException fault) {
        return "the server cannot listen (%s): set %s to an address of this machine and %s to a port"
                        .formatted(
                                fault.getMessage(),
                                names.variable("server.address"),
                                names.variable("server.port"))
                + " this user may use";
    }

    private static String explain(FlywayException fault) {
        return "the platform's tables cannot be migrated: restore them, or use the release that wrote"
                + " them ("
                + String.valueOf(fault.getMessage()).strip()
                + ")";
    }

    private static String explain(SQLException fault) {
        return "the platform database refuses: mend it, or set DATABASE_URL to another one (%s)"
                .formatted(fault.getMessage());
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
