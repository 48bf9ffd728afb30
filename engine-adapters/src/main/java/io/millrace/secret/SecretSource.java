package io.millrace.secret;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a secret is; the secret itself is nowhere in the configuration.
 *
 * @param file a file; empty = none
 * @param variable of the environment; empty = none
 */
public record SecretSource(String file, String variable) {
    /** Whether there is a place to look. */
    public boolean isGiven() {
        return !file.isEmpty() || !variable.isEmpty();
    }

    /** The secret; null when no source is given. */
    public Secret read(Map<String, String> environment) throws SecretException {
        if (!file.isEmpty()) {
            return Secrets.fromFile(Path.of(file));
        }
        return variable.isEmpty() ? null : Secrets.fromEnvironment(variable, environment);
    }
}
