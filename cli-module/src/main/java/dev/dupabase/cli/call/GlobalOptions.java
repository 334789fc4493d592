package dev.dupabase.cli.call;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options that every command takes, before or after its name.
public final class GlobalOptions {
    /// How a command prints what it was told.
    public enum Form {
        text,
        json
    }

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            defaultValue = "${env:DUPABASE_URL:-}",
            description =
                    "The server; DUPABASE_URL says the same. Default: that of the last login, else"
                            + " http://localhost:3000")
    String url = "";

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "TOKEN",
            defaultValue = "${env:DUPABASE_TOKEN:-}",
            description =
                    "A token of the platform API; better in DUPABASE_TOKEN, since other users of the"
                            + " machine see options. Default: that of the login")
    String token = "";

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; json is the server's answer as it is")
    Form output = Form.text;

    @Option(
            names = "--no-progress",
            scope = ScopeType.INHERIT,
            description = "Say nothing while something takes its time")
    boolean silent;

    @Option(
            names = "--credentials",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            defaultValue = "${env:DUPABASE_CREDENTIALS:-}",
            description =
                    "Where logins are kept. Default: dupabase/credentials.json in XDG_CONFIG_HOME or"
                            + " ~/.config")
    String credentials = "";

    @Option(
            names = "--config-home",
            scope = ScopeType.INHERIT,
            hidden = true,
            defaultValue = "${env:XDG_CONFIG_HOME:-}")
    String configHome = "";

    public Server server() {
        return url.isEmpty() ? credentials().current().orElse(Server.LOCAL) : Server.of(url);
    }

    public PlatformApi api() {
        var server = server();
        return new PlatformApi(
                server, token.isEmpty() ? credentials().token(server).orElse("") : token);
    }

    public CredentialsFile credentials() {
        if (!credentials.isEmpty()) {
            return new CredentialsFile(Path.of(credentials));
        }
        var home =
                configHome.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".config")
                        : Path.of(configHome);
        return new CredentialsFile(home.resolve("dupabase").resolve("credentials.json"));
    }

    public Form form() {
        return output;
    }

    public boolean isSilent() {
        return silent;
    }
}
