/// What the owner of a project may set about its REST API.
@NullMarked
package dev.dupabase.rest.settings;

import org.jspecify.annotations.NullMarked;
