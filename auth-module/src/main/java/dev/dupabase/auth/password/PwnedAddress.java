package dev.dupabase.auth.password;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where leaked passwords are known.
///
/// @param address the first five digits of a hash are appended
@ConfigurationProperties("dupabase.auth.pwned-passwords")
record PwnedAddress(@DefaultValue("https://api.pwnedpasswords.com/range/") URI address) {}
