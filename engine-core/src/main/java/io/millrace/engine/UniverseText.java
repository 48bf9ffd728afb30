package io.millrace.engine;

import io.millrace.config.NearestName;
import io.millrace.config.SettingsReader;
import io.millrace.strategy.Universe;
import java.util.ArrayList;
import java.util.List;

/** The symbols of a strategy as text: one, several with commas between, or {@code *} for all instruments. */
final class UniverseText {
    private static final String ALL = "*";

    private UniverseText() {}

    /** The symbols in the order given; what is wrong goes to the reader. */
    static List<String> read(
            final SettingsReader reader, final String key, final List<String> known, final Universe universe) {
        final String text = reader.text(key, known.isEmpty() ? "" : known.get(0));
        final List<String> symbols = text.trim().equals(ALL) ? known : split(reader, key, text, known);
        if (universe == Universe.ONE && symbols.size() > 1) {
            reader.violation(reader.where(key) + " names " + symbols.size()
                    + " symbols; this strategy takes one: write an entry below strategies for each");
        }
        return symbols;
    }

    private static List<String> split(
            final SettingsReader reader, final String key, final String text, final List<String> known) {
        final List<String> symbols = new ArrayList<>();
        for (final String part : text.split(",", -1)) {
            final String symbol = part.trim();
            if (!known.contains(symbol)) {
                refuse(reader, key, symbol, known);
            } else if (symbols.contains(symbol)) {
                reader.violation(reader.where(key) + " names \"" + symbol + "\" twice");
            } else {
                symbols.add(symbol);
            }
        }
        return symbols;
    }

    /** Says nothing of an instrument that could not be read: what is wrong with it has been said. */
    private static void refuse(
            final SettingsReader reader, final String key, final String symbol, final List<String> known) {
        if (!isInstrument(reader, symbol)) {
            reader.violation(reader.where(key) + " names \"" + symbol + "\"" + NearestName.hint(symbol, known)
                    + "; expected one of " + String.join(", ", known) + ", several with commas, or * for all");
        }
    }

    private static boolean isInstrument(final SettingsReader reader, final String symbol) {
        for (int i = 0; i < reader.listSize("instruments"); i++) {
            if (reader.text("instruments." + i + ".symbol", "").equals(symbol)) {
                return true;
            }
        }
        return false;
    }
}
