/// The platform API described in OpenAPI.
@NullMarked
package dev.dupabase.admin.docs;

import org.jspecify.annotations.NullMarked;
