/// The packaged server and other programs, run as processes.
package dev.dupabase.process;
