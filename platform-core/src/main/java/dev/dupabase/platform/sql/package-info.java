/// The one type for SQL. It cannot be made from a request.
@NamedInterface("sql")
@NullMarked
package dev.dupabase.platform.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
