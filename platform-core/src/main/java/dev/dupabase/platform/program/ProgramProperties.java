package dev.dupabase.platform.program;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the programs that the machine brings.
///
/// @param postgresDirectory where `pg_dump` and `pg_restore` are; empty: where packages put them,
///   then `PATH`
@ConfigurationProperties("dupabase.programs")
public record ProgramProperties(@DefaultValue("") String postgresDirectory) {
    public ProgramProperties {
        postgresDirectory = postgresDirectory.strip();
    }
}
