package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.strategy.Strategy;

/** One strategy at work: its place in the engine, a view for each instrument of its universe, and the slice at hand. */
final class StrategySlot implements Stateful {
    /** No bar waits for the others of its time. */
    static final long NO_SLICE = Long.MAX_VALUE;

    private final int id;
    private final Strategy strategy;
    private final AssetView[] views;

    /** Most have no other: found, and counted, without a look into the array. */
    private final AssetView first;

    private final int assets;

    private final boolean sliced;
    private final double[] indicators;

    /** By handle. */
    private final int[] indicatorPlaces;

    private final int[] series;
    private final PortfolioDesk portfolio;
    private long sliceCloseNs = NO_SLICE;
    private long sliceSinceNs = NO_SLICE;
    private int sliceBars;
    private boolean failed;

    StrategySlot(
            final StrategySeat seat,
            final Strategy strategy,
            final Subscriptions subscriptions,
            final DecideParts parts,
            final PortfolioDesk portfolio) {
        this.id = seat.id();
        this.strategy = strategy;
        this.sliced = seat.sliced();
        this.indicators = parts.values().all();
        this.indicatorPlaces = subscriptions.places(parts.values());
        this.series = subscriptions.series();
        this.portfolio = portfolio;
        this.views = new AssetView[seat.instruments().length];
        for (int asset = 0; asset < views.length; asset++) {
            views[asset] = new AssetView(this, asset, seat, parts);
        }
        this.first = views.length == 0 ? null : views[0];
        this.assets = views.length;
    }

    int id() {
        return id;
    }

    Strategy strategy() {
        return strategy;
    }

    int assets() {
        return assets;
    }

    AssetView firstView() {
        return first;
    }

    AssetView view(final int asset) {
        return views[asset];
    }

    double indicator(final int handle) {
        return indicators[indicatorPlaces[handle]];
    }

    double sizeFactor() {
        return portfolio.sizeFactor(id);
    }

    int seriesId(final int handle) {
        return series[handle];
    }

    boolean failed() {
        return failed;
    }

    /** Takes the strategy out of service for good: it is in the state, so a restart does not end it. */
    void fail() {
        failed = true;
        endSlice();
    }

    /** True when the strategy is asked once for all bars of one time. */
    boolean isSliced() {
        return sliced;
    }

    /**
     * Notes a bar of the universe, when it {@link #isSliced}.
     *
     * @return true when the slice is complete with it
     */
    boolean addToSlice(final ClosedBar bar, final long nowNs) {
        if (sliceCloseNs != bar.closeTimeNs()) {
            sliceCloseNs = bar.closeTimeNs();
            sliceSinceNs = nowNs;
            sliceBars = 0;
        }
        return ++sliceBars == assets;
    }

    /** When the first bar of the slice at hand came; {@link #NO_SLICE} when there is none. */
    long sliceSinceNs() {
        return sliceSinceNs;
    }

    long sliceCloseNs() {
        return sliceCloseNs;
    }

    void endSlice() {
        sliceCloseNs = NO_SLICE;
        sliceSinceNs = NO_SLICE;
        sliceBars = 0;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final AssetView view : views) {
            view.writeState(sink);
        }
        sink.putLong(failed ? 1 : 0);
        if (sliced) {
            sink.putLong(sliceCloseNs);
            sink.putLong(sliceSinceNs);
            sink.putLong(sliceBars);
        }
        strategy.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        for (final AssetView view : views) {
            view.readState(source);
        }
        failed = source.getBoolean("StrategySlot.failed");
        if (sliced) {
            sliceCloseNs = source.getLong();
            sliceSinceNs = source.getLong();
            sliceBars = source.getInt("StrategySlot.sliceBars");
        }
        strategy.readState(source);
    }
}
