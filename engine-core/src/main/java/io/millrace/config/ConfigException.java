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

    /** One sentence, or a heading with a line for each violation, to go behind a program's name. */
    public String describe() {
        return violations.size() == 1
                ? violations.get(0)
                : violations.size() + " things are wrong with the configuration:\n  " + String.join("\n  ", violations);
    }

    /** What is wrong: what, where, the value, what was expected. */
    public List<String> violations() {
        return violations;
    }
}
