/// How a project's roles and database come to be, and how they go.
@NamedInterface("provisioning")
@NullMarked
package dev.dupabase.platform.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
