package dev.dupabase.platform.host;

import dev.dupabase.platform.secret.Secret;

/// The PostgreSQL server that holds the platform database and the projects.
///
/// @param provisioner the login of provisioning code, and of nothing else
/// @param platformDatabase where schema `platform` lives
/// @param jdbcOptions appended to every JDBC URL, such as `&sslmode=require`; may be empty
public record DatabaseHost(
        String host,
        int port,
        String provisioner,
        Secret password,
        String platformDatabase,
        String jdbcOptions) {

    /// The JDBC URL of one of its databases. Text parameters go untyped, so that PostgreSQL infers
    /// their types.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s?stringtype=unspecified&ApplicationName=dupabase%s"
                .formatted(
                        host.contains(":") ? "[" + host + "]" : host, port, database, jdbcOptions);
    }
}
