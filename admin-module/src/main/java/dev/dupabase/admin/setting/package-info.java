/// What administrators decide for the whole installation.
@NullMarked
package dev.dupabase.admin.setting;

import org.jspecify.annotations.NullMarked;
