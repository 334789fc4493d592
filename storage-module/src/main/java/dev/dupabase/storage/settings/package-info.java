/// What the owner of a project may set about its storage.
@NullMarked
package dev.dupabase.storage.settings;

import org.jspecify.annotations.NullMarked;
