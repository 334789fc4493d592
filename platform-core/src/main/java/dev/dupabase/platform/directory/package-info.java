/// How projects are stored, cached and watched for changes. Features see
/// [dev.dupabase.platform.project.ProjectDirectory] only.
@NullMarked
package dev.dupabase.platform.directory;

import org.jspecify.annotations.NullMarked;
