/// What administrators and users may look into beyond GoTrue: the audit log by any key, and what
/// limits a user has run into.
@NullMarked
package dev.dupabase.auth.insight;

import org.jspecify.annotations.NullMarked;
