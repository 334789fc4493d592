package dev.dupabase.platform.migration;

import dev.dupabase.platform.database.InternalRole;
import org.jspecify.annotations.Nullable;

/// A schema that a module keeps inside every project. Declared as a bean; its Flyway migrations run
/// on the template database at start and on existing projects in the background or on first use,
/// each schema with a history of its own.
///
/// @param name the schema, such as `auth`
/// @param location the folder of its migrations on the class path, such as `db/project/auth`
/// @param owner the role that owns the schema and runs its migrations; null: the provisioning role
/// @param order lower ones are migrated first
public record ProjectSchema(
        String name, String location, @Nullable InternalRole owner, int order) {}
