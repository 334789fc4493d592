/// Sessions of the studio on a project's database: as the project's owner, each for one request.
@NullMarked
package dev.dupabase.admin.studio.session;

import org.jspecify.annotations.NullMarked;
