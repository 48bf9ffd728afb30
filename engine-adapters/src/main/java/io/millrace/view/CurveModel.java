package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.ArrayList;
import java.util.List;

/**
 * The equity over time in so many points at most: when they are all used, every second one goes and the rest lie twice
 * as far apart. The newest is always there. Owned by the replica's lock.
 */
final class CurveModel implements Stateful {
    private static final int LIMIT = 4_096;

    private final List<CurvePoint> points = new ArrayList<>();
    private CurvePoint newest;
    private long spacingNs;

    void onEquity(long timeNs, long equity) {
        newest = new CurvePoint(timeNs, equity);
        if (points.isEmpty() || timeNs - points.get(points.size() - 1).timeNs() >= spacingNs) {
            points.add(newest);
            if (points.size() >= LIMIT) {
                thin();
            }
        }
    }

    List<CurvePoint> points() {
        List<CurvePoint> all = new ArrayList<>(points);
        if (newest != null && !all.get(all.size() - 1).equals(newest)) {
            all.add(newest);
        }
        return all;
    }

    private void thin() {
        List<CurvePoint> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            kept.add(points.get(i));
        }
        long span = kept.get(kept.size() - 1).timeNs() - kept.get(0).timeNs();
        spacingNs = Math.max(1, span / (LIMIT / 2));
        points.clear();
        points.addAll(kept);
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(points.size());
        points.forEach(point -> point.write(sink));
        sink.putLong(newest == null ? 0 : 1);
        if (newest != null) {
            newest.write(sink);
        }
        sink.putLong(spacingNs);
    }

    @Override
    public void readState(StateSource source) {
        points.clear();
        for (int left = source.getCount("CurveModel.points", LIMIT); left > 0; left--) {
            points.add(CurvePoint.read(source));
        }
        newest = source.getBoolean("CurveModel.newest") ? CurvePoint.read(source) : null;
        spacingNs = source.getLong();
    }
}
