package dev.dupabase.process;

import java.util.Map;

/// One server with its embedded PostgreSQL for all whole-house tests of a run. It ends with the
/// JVM.
public final class SharedServer {
    private static DupabaseProcess server;

    private SharedServer() {}

    public static synchronized DupabaseProcess get() {
        if (server == null) {
            server = DupabaseProcess.start(Map.of("REGISTRATION_MODE", "open"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        }
        return server;
    }
}
