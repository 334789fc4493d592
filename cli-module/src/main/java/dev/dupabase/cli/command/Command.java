package dev.dupabase.cli.command;

import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.GlobalOptions;
import dev.dupabase.cli.call.PlatformApi;
import dev.dupabase.cli.show.Terminal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command: asks the server, prints the answer.
public abstract class Command implements Callable<Integer> {
    /// The name under which the first command holds the [GlobalOptions].
    public static final String OPTIONS = "options";

    @Spec @Nullable CommandSpec spec;

    /// @throws dev.dupabase.cli.call.CommandFailure if it does not end well
    protected abstract void run();

    @Override
    public final Integer call() {
        run();
        return ExitCode.DONE.number();
    }

    protected final GlobalOptions options() {
        var root = spec().root().mixins().get(OPTIONS);
        if (root != null && root.userObject() instanceof GlobalOptions options) {
            return options;
        }
        throw new IllegalStateException("the first command has no " + OPTIONS);
    }

    protected final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not a command of picocli's");
        }
        return spec;
    }

    protected final PlatformApi api() {
        return options().api();
    }

    protected final Terminal terminal() {
        return new Terminal(spec(), options());
    }

    /// A part of a path or a query, as it is to be written there.
    protected static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
