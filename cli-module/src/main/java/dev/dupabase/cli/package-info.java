/// The command line for operators: asks a server's platform API and says what it answers. It starts
/// no server and needs none of the other modules.
@NullMarked
package dev.dupabase.cli;

import org.jspecify.annotations.NullMarked;
