/// The query grammar (contracts/rest.md §2): recursive descent over one parameter's text, and the
/// words for what it does not understand.
@NullMarked
package dev.dupabase.rest.request.grammar;

import org.jspecify.annotations.NullMarked;
