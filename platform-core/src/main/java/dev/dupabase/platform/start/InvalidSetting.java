package dev.dupabase.platform.start;

/// A setting has a value that is not allowed. Thrown by the compact constructors of settings
/// records; the report names the environment variable that `application.yaml` reads the property
/// from.
public class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String property;
    private final String rule;

    /// @param property the whole name in kebab case, such as `dupabase.pools.max-per-login`
    /// @param rule what it must be, such as `must be at least 1`; never the value of a secret
    public InvalidSetting(String property, String rule) {
        super(property + " " + rule);
        this.property = property;
        this.rule = rule;
    }

    /// @throws InvalidSetting unless the condition holds
    public static void unless(boolean condition, String property, String rule) {
        if (!condition) {
            throw new InvalidSetting(property, rule);
        }
    }

    public String property() {
        return property;
    }

    public String rule() {
        return rule;
    }
}
