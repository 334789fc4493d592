/// Who did what: written in the transaction of the deed, shown to those who may know.
@NullMarked
package dev.dupabase.admin.audit;

import org.jspecify.annotations.NullMarked;
