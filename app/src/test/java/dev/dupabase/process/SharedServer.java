package dev.dupabase.process;

import java.util.Map;

/// One server with its embedded PostgreSQL for all whole-house tests of a run. It ends with the
/// JVM.
public final class SharedServer {
    private static DupabaseProcess server;

    private SharedServer() {}

    public static synchronized DupabaseProcess get() {
        if (server == null) {
            server =
                    DupabaseProcess.start(
                            Map.of(
                                    "REGISTRATION_MODE",
                                    "open",
                                    // Whom the dashboard's walk signs in as to see the server's
                                    // own pages, and the object store it brings along.
                                    "ADMIN_EMAIL",
                                    "admin@dupabase.local",
                                    "ADMIN_PASSWORD",
                                    "admin-password-change-me",
                                    "OUTBOUND_ALLOW",
                                    "127.0.0.0/8"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        }
        return server;
    }
}
