package dev.dupabase.admin.credential;

import dev.dupabase.platform.host.DatabaseHost;

/// Where people's database clients connect to.
record DatabaseAddress(String host, String port) {
    private static final String DEFAULT_PORT = "5432";

    /// @param setting `host`, `host:port` or `[address]:port`; empty: PostgreSQL's own address
    static DatabaseAddress of(String setting, DatabaseHost host) {
        if (setting.isBlank()) {
            return new DatabaseAddress(host.host(), Integer.toString(host.port()));
        }
        int colon = setting.lastIndexOf(':');
        return colon > setting.lastIndexOf(']') && colon > 0
                ? new DatabaseAddress(
                        setting.substring(0, colon).replaceAll("[\\[\\]]", ""),
                        setting.substring(colon + 1))
                : new DatabaseAddress(setting, DEFAULT_PORT);
    }
}
