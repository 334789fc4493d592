/// Dumps that go into projects and come out of them.
@NullMarked
package dev.dupabase.cli.transfer;

import org.jspecify.annotations.NullMarked;
