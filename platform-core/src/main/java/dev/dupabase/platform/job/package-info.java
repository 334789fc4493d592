/// Work that outlives a request: durable jobs in the platform database, safe with many instances.
@NamedInterface("job")
@NullMarked
package dev.dupabase.platform.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
