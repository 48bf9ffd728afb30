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

    /** Of each handle's indicator among the values of all streams. */
    int[] places(final IndicatorValues values) {
        final int[] places = new int[indicators.size()];
        for (int i = 0; i < places.length; i++) {
            final int[] indicator = indicators.get(i);
            places[i] = values.place(indicator[0], indicator[1]);
        }
        return places;
    }

    int[] series() {
        final int[] ids = new int[series.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = series.get(i);
        }
        return ids;
    }
}
