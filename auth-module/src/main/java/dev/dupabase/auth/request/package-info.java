/// A request as controllers get it: in its project, with the settings in force, its body read.
@NullMarked
package dev.dupabase.auth.request;

import org.jspecify.annotations.NullMarked;
