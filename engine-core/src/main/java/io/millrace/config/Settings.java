package io.millrace.config;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Configuration as flat, sorted {@code key = value} pairs, each with its origin.
 *
 * <p>YAML files, the command line and the header of a journal all become this; the text form is what the journal
 * keeps, so that a journal explains itself and two configurations are equal when their texts are. Never holds secrets.
 */
public final class Settings {
    private final SortedMap<String, Setting> byKey = new TreeMap<>();

    /** Sets or replaces a value. */
    public Settings put(final String key, final String value, final String origin) {
        byKey.put(key, new Setting(key, value, origin));
        return this;
    }

    /** Takes over all values of {@code other}; they win. */
    public Settings putAll(final Settings other) {
        byKey.putAll(other.byKey);
        return this;
    }

    /** Null when the key is not set. */
    public Setting get(final String key) {
        return byKey.get(key);
    }

    /** True when this key or one below it is set. */
    public boolean hasAtOrBelow(final String key) {
        if (byKey.containsKey(key)) {
            return true;
        }
        final SortedMap<String, Setting> from = byKey.tailMap(key + ".");
        return !from.isEmpty() && from.firstKey().startsWith(key + ".");
    }

    /** Those below {@code prefix}, a text that ends in a point. */
    Collection<Setting> below(final String prefix) {
        // A slash follows a point in the order of characters.
        return byKey.subMap(prefix, prefix.substring(0, prefix.length() - 1) + "/")
                .values();
    }

    /** In order of the keys. */
    public Collection<Setting> all() {
        return byKey.values();
    }

    /** One {@code key=value} a line, sorted; line breaks in values are escaped. */
    public String text() {
        final StringBuilder text = new StringBuilder();
        for (final Setting setting : byKey.values()) {
            text.append(setting.key())
                    .append('=')
                    .append(escape(setting.value()))
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws ConfigException naming the line that is not {@code key=value}
     */
    public static Settings parse(final String text, final String origin) {
        final Settings settings = new Settings();
        int number = 0;
        for (final String line : text.split("\n", -1)) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            final int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new ConfigException(origin + ":" + number + ": expected key=value, found \"" + line + "\"");
            }
            settings.put(line.substring(0, equals), unescape(line.substring(equals + 1)), origin + ":" + number);
        }
        return settings;
    }

    private static String escape(final String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(final String value) {
        final StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c != '\\' || i + 1 == value.length()) {
                plain.append(c);
                continue;
            }
            i++;
            final char escaped = value.charAt(i);
            plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
        }
        return plain.toString();
    }
}
