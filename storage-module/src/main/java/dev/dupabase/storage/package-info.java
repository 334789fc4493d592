/// The Storage API of projects. So far it has the settings of a project's storage; buckets and
/// objects are to come.
@ApplicationModule(displayName = "storage-module")
@NullMarked
package dev.dupabase.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
