package io.millrace.settings;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** The {@code --series NAME=FILE[,key=value]...} of a command line, as settings. */
public final class SeriesOption {
    private static final String ORIGIN = "--series";
    private static final List<String> KEYS = List.of("column", "date", "symbol", "lag", "zone", "period");

    private SeriesOption() {}

    /**
     * Reads them; they come after the series of {@code file}, or instead of those of the same name.
     *
     * @throws ConfigException listing each that cannot be read
     */
    public static Settings parse(List<String> texts, Settings file) {
        Settings settings = new Settings();
        List<String> violations = new ArrayList<>();
        int next = 0;
        while (file.get(key(next) + "name") != null) {
            next++;
        }
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals <= 0 || equals == text.length() - 1) {
                violations.add(ORIGIN + " \"" + text
                        + "\": expected NAME=FILE, such as vix=vix.csv, or vix=vix.csv,column=CLOSE,lag=1d");
                continue;
            }
            String name = text.substring(0, equals).trim();
            int place = placeOf(name, file, next);
            next = place == next ? next + 1 : next;
            one(settings, key(place), name, text.substring(equals + 1), violations);
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
        return settings;
    }

    private static int placeOf(String name, Settings file, int next) {
        for (int i = 0; file.get(key(i) + "name") != null; i++) {
            if (file.get(key(i) + "name").value().equals(name)) {
                return i;
            }
        }
        return next;
    }

    private static void one(Settings settings, String key, String name, String rest, List<String> violations) {
        String[] parts = rest.split(",");
        settings.put(key + "name", name, ORIGIN);
        settings.put(key + "file", parts[0].trim(), ORIGIN);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String option =
                    equals < 0 ? parts[i].trim() : parts[i].substring(0, equals).trim();
            if (equals < 0 || !KEYS.contains(option)) {
                violations.add(ORIGIN + " " + name + ": \"" + parts[i] + "\": expected one of "
                        + String.join("=, ", KEYS) + "= after the file");
            } else {
                settings.put(key + option, parts[i].substring(equals + 1).trim(), ORIGIN);
            }
        }
    }

    private static String key(int place) {
        return SeriesSection.KEY + "." + place + ".";
    }
}
