package dev.dupabase.auth;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of sign-in that hold for all projects.
///
/// @param siteUrl the address this server is reached at
@ConfigurationProperties("dupabase.auth")
public record AuthProperties(@DefaultValue("http://localhost:3000") String siteUrl) {}
