/// What projects and organisations use, and how much they may.
@NullMarked
package dev.dupabase.admin.usage;

import org.jspecify.annotations.NullMarked;
