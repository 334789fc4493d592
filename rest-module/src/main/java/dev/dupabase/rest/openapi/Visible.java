package dev.dupabase.rest.openapi;

import java.util.Set;

/// The names of what a role may see of a schema.
record Visible(Set<String> relations, Set<String> functions) {}
