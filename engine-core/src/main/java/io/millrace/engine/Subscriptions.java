package io.millrace.engine;

import java.util.ArrayList;
import java.util.List;

/** What one strategy asked for while it was built: handles to indicators of any stream, and to series. */
final class Subscriptions {
    private final List<int[]> indicators = new ArrayList<>();
    private final List<Integer> series = new ArrayList<>();

    /** The handle of an indicator. */
    int add(final int stream, final int slot) {
        indicators.add(new int[] {stream, slot});
        return indicators.size() - 1;
    }

    /** The handle of a series; -1 stands for one that is not configured. */
    int addSeries(final int id) {
        series.add(id);
        return series.size() - 1;
    }

    int[] streams() {
        return column(0);
    }

    int[] slots() {
        return column(1);
    }

    int[] series() {
        final int[] ids = new int[series.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = series.get(i);
        }
        return ids;
    }

    private int[] column(final int which) {
        final int[] numbers = new int[indicators.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = indicators.get(i)[which];
        }
        return numbers;
    }
}
