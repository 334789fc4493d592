/// How commands reach a server: address, token, calls, and how they fail.
@NullMarked
package dev.dupabase.cli.call;

import org.jspecify.annotations.NullMarked;
