package io.millrace.config;

import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads typed values out of {@link Settings} and remembers every violation, so that a person sees all of them at once.
 *
 * <p>Every read names its key, default and range. A value that cannot be used is reported and the default stands in,
 * only so that reading can go on. {@link #finish} reports what was set but never read, with the nearest known name.
 */
public final class SettingsReader {
    private final Settings settings;
    private final Set<String> known = new TreeSet<>();
    private final List<String> violations = new ArrayList<>();

    public SettingsReader(final Settings settings) {
        this.settings = settings;
    }

    /** Any text. */
    public String text(final String key, final String defaultValue) {
        known.add(key);
        final Setting setting = settings.get(key);
        return setting == null ? defaultValue : setting.value();
    }

    /** A text that must be given. */
    public String required(final String key, final String meaning) {
        final String value = text(key, null);
        if (value == null || value.isBlank()) {
            violations.add(key + ": missing; expected " + meaning);
            return "";
        }
        return value;
    }

    /** A whole number in {@code [minimum, maximum]}. */
    public long whole(final String key, final long defaultValue, final long minimum, final long maximum) {
        final String value = text(key, null);
        if (value == null) {
            return defaultValue;
        }
        final String range = "a whole number from " + minimum + " to " + maximum;
        try {
            final long number = Long.parseLong(value.trim().replace("_", ""));
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (final NumberFormatException e) {
            return reject(key, value, range, defaultValue);
        }
        return reject(key, value, range, defaultValue);
    }

    /** {@link #whole} as an int. */
    public int integer(final String key, final int defaultValue, final int minimum, final int maximum) {
        return (int) whole(key, defaultValue, minimum, maximum);
    }

    /** A decimal number at 1e-8 in {@code [minimum, maximum]}. */
    public long fixed(final String key, final long defaultValue, final long minimum, final long maximum) {
        final String value = text(key, null);
        if (value == null) {
            return defaultValue;
        }
        final String range = "a number from " + Fixed.format(minimum) + " to " + Fixed.format(maximum);
        try {
            final long number = Fixed.parse(value.trim());
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (final NumberFormatException e) {
            return reject(key, value, range, defaultValue);
        }
        return reject(key, value, range, defaultValue);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(final String key, final boolean defaultValue) {
        final String value = text(key, null);
        if (value == null) {
            return defaultValue;
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        reject(key, value, "true or false", 0);
        return defaultValue;
    }

    /** One of a closed set of names. */
    public String oneOf(final String key, final String defaultValue, final Collection<String> names) {
        final String value = text(key, defaultValue);
        if (names.contains(value)) {
            return value;
        }
        violations.add(where(key) + " is \"" + value + "\"; expected one of " + String.join(", ", names)
                + NearestName.hint(value, names));
        return defaultValue;
    }

    /** Number of entries of the list {@code prefix.0.*, prefix.1.*, ...}. */
    public int listSize(final String prefix) {
        int size = 0;
        while (settings.hasAtOrBelow(prefix + "." + size)) {
            size++;
        }
        return size;
    }

    /** Keys below {@code prefix.}, without the prefix; they count as known. */
    public List<String> keysBelow(final String prefix) {
        final List<String> keys = new ArrayList<>();
        for (final Setting setting : settings.below(prefix + ".")) {
            keys.add(setting.key().substring(prefix.length() + 1));
            known.add(setting.key());
        }
        return keys;
    }

    /** True when anything is set below {@code prefix.}. */
    public boolean has(final String prefix) {
        return settings.hasAtOrBelow(prefix);
    }

    /** Adds a violation found by the caller. */
    public void violation(final String text) {
        violations.add(text);
    }

    /** {@code key (origin)}, for messages. */
    public String where(final String key) {
        final Setting setting = settings.get(key);
        return setting == null ? key : key + " (" + setting.origin() + ")";
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException with all violations, unknown keys among them
     */
    public void finish() {
        for (final Setting setting : settings.all()) {
            if (!known.contains(setting.key())) {
                violations.add(setting.key() + " (" + setting.origin() + "): unknown key"
                        + NearestName.hint(setting.key(), known));
            }
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
    }

    private long reject(final String key, final String value, final String expected, final long defaultValue) {
        violations.add(where(key) + " is \"" + value + "\"; expected " + expected);
        return defaultValue;
    }
}
