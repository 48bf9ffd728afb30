package io.millrace.replay;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * The names behind the numbers in a journal's market data. Unlike the whole {@link JournalHeader} they can be read
 * where the strategies of the recorded run are not known.
 *
 * @param symbols of the instruments, in id order
 * @param series of observations, in id order
 */
public record JournalNames(List<String> symbols, List<String> series) {
    public JournalNames {
        symbols = List.copyOf(symbols);
        series = List.copyOf(series);
    }

    /**
     * Reads them from a HEADER record's text.
     *
     * @throws ReplayException if its events are of a schema that this build does not read
     */
    public static JournalNames parse(final String text) {
        final Settings all = JournalHeader.settings(text);
        return new JournalNames(listed(all, "instruments.", ".symbol"), listed(all, "series.", ".name"));
    }

    private static List<String> listed(final Settings settings, final String before, final String behind) {
        final List<String> names = new ArrayList<>();
        Setting next = settings.get(before + 0 + behind);
        while (next != null) {
            names.add(next.value());
            next = settings.get(before + names.size() + behind);
        }
        return names;
    }
}
