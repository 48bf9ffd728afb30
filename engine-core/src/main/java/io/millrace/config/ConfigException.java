package io.millrace.config;

import java.util.List;

/** The configuration cannot be used; the message lists every violation, one a line. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> violations;

    public ConfigException(final String violation) {
        this(List.of(violation));
    }

    public ConfigException(final List<String> violations) {
        super(String.join("\n", violations));
        this.violations = List.copyOf(violations);
    }

    /** What is wrong: what, where, the value, what was expected. */
    public List<String> violations() {
        return violations;
    }
}
