/// Settings of the REST API that stand in the project's database itself, as `pgrst.*` of its roles
/// or from a function (contracts/rest.md §10).
@NullMarked
package dev.dupabase.rest.configuration;

import org.jspecify.annotations.NullMarked;
