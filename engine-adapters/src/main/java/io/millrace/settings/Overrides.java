package io.millrace.settings;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** The {@code --set key=value} of a command line. */
public final class Overrides {
    private static final String ORIGIN = "--set";

    private Overrides() {}

    /**
     * Reads them; a later one wins.
     *
     * @throws ConfigException listing each that is not {@code key=value}
     */
    public static Settings parse(List<String> pairs) {
        Settings settings = new Settings();
        List<String> violations = new ArrayList<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                violations.add("--set \"" + pair + "\": expected key=value, such as --set risk.perAssetCap=0.5");
            } else {
                settings.put(
                        pair.substring(0, equals).trim(),
                        pair.substring(equals + 1).trim(),
                        ORIGIN);
            }
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
        return settings;
    }
}
