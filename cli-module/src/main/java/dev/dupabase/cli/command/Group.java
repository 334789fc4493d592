package dev.dupabase.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A name with commands below it, which does nothing by itself.
public abstract class Group implements Runnable {
    @Spec @Nullable CommandSpec spec;

    @Override
    public final void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "which command of '%s'?".formatted(spec.qualifiedName()));
        }
    }
}
