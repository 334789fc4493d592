/// What administrators see of the installation at work: background jobs and connection pools.
@NullMarked
package dev.dupabase.admin.operation;

import org.jspecify.annotations.NullMarked;
