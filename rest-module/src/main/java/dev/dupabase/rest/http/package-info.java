/// The HTTP side of the REST API: from the servlet request to the pipeline and back.
@NullMarked
package dev.dupabase.rest.http;

import org.jspecify.annotations.NullMarked;
