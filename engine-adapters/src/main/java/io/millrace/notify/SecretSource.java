package io.millrace.notify;

import io.millrace.secret.Secret;
import io.millrace.secret.SecretException;
import io.millrace.secret.Secrets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a secret is; the secret itself is nowhere in the configuration.
 *
 * @param file a file; empty = none
 * @param variable of the environment; empty = none
 */
record SecretSource(String file, String variable) {
    boolean isGiven() {
        return !file.isEmpty() || !variable.isEmpty();
    }

    /** The secret; null when no source is given. */
    Secret read(Map<String, String> environment) throws SecretException {
        if (!file.isEmpty()) {
            return Secrets.fromFile(Path.of(file));
        }
        return variable.isEmpty() ? null : Secrets.fromEnvironment(variable, environment);
    }
}
