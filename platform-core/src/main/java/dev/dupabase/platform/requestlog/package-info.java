/// The log of requests to projects, for the people who make them: every one of a quiet project,
/// samples of a busy one, errors first (docs/adr/0031-request-log.md).
@NamedInterface("requestlog")
@NullMarked
package dev.dupabase.platform.requestlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
