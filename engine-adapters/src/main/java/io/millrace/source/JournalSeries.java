package io.millrace.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The rows of one kind out of a journal, by series. One thread. */
final class JournalSeries {
    private final int kind;
    private final int width;
    private final Map<RowKey, Series> all = new TreeMap<>();

    /** @param kind as in {@link Recording} */
    JournalSeries(int kind, int width) {
        this.kind = kind;
        this.width = width;
    }

    int kind() {
        return kind;
    }

    /** What makes a series; in the order in which a run on files walks rows of one time. */
    record RowKey(int source, int number, int seconds) implements Comparable<RowKey> {
        @Override
        public int compareTo(RowKey other) {
            int order = Integer.compare(source, other.source);
            order = order == 0 ? Integer.compare(number, other.number) : order;
            return order == 0 ? Integer.compare(seconds, other.seconds) : order;
        }
    }

    /** Rows, and how many series were met before. */
    record Series(int met, Columns columns) {}

    Series of(RowKey key, String name) {
        Series there = all.get(key);
        if (there == null) {
            there = new Series(all.size(), new Columns(name, width));
            all.put(key, there);
        }
        return there;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void forEach(BiConsumer<RowKey, Columns> action) {
        all.forEach((key, series) -> action.accept(key, series.columns()));
    }

    List<Columns> columns() {
        List<Columns> columns = new ArrayList<>();
        forEach((key, one) -> columns.add(one));
        return columns;
    }

    /** Where each series stands in the end, in the order in which they were met. */
    int[] places() {
        int[] places = new int[all.size()];
        int place = 0;
        for (Series series : all.values()) {
            places[series.met()] = place++;
        }
        return places;
    }
}
