package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.Side;

/**
 * The controls that no order drives: losses, drawdowns, streaks, volatility, conduct. They are asked when a price, a
 * fill, a bar or a venue's answer has been booked, never by a clock, and act on the gate's state.
 *
 * <p>What is left to do is the caller's, in the same step, once everything is booked: {@link #takeWork}, then for each
 * strategy {@link #takeCancel}, then {@link #takeFlatten}, then {@link #takeExits}. Decide thread; no allocation.
 */
public final class RiskWatch implements Stateful {
    private final Watch[] watches;
    private final FeedGuard[] feedGuards;
    private final VolatilityBounds volatility;
    private final VolumeShare volume;
    private final ResourceGuard resources;
    private final ProtectiveStop stops;
    private final RiskBoard board;
    private final TradingDays days;

    RiskWatch(final RiskLimits limits, final ControlChain chain, final RiskBoard board) {
        watches = chain.watches;
        feedGuards = chain.feedGuards;
        volatility = chain.volatility;
        volume = chain.volume;
        resources = chain.resources;
        stops = chain.stops;
        this.board = board;
        days = new TradingDays(limits.day());
    }

    /** The session is up: from now on data are of this session. */
    public void onSessionUp(final long nowNs) {
        for (final Watch watch : watches) {
            watch.onSessionUp(nowNs);
        }
    }

    /** A feed is connected: what comes now is of now. */
    public void onFeedUp() {
        for (final Watch watch : watches) {
            watch.onFeedUp();
        }
    }

    /** What the account is worth may have changed. */
    public void onMark(final RiskView view, final RiskListener out) {
        board.out = out;
        if (days.roll(view.nowNs())) {
            for (final Watch watch : watches) {
                watch.onDay(view, board);
            }
        }
        for (final Watch watch : watches) {
            watch.onMark(view, board);
        }
    }

    /** A market event came in; the view knows how late it was. */
    public void onData(final int instrument, final long receiveNs, final RiskView view, final RiskListener out) {
        if (feedGuards.length > 0) {
            board.out = out;
            for (final FeedGuard guard : feedGuards) {
                guard.onData(instrument, receiveNs, view, board);
            }
        }
    }

    /** So much traded in the market, in a bar of so many seconds or in a trade, which has 0. */
    public void onVolume(final int instrument, final long quantity, final long seconds, final long nowNs) {
        if (volume != null) {
            volume.onVolume(instrument, quantity, seconds, nowNs);
        }
    }

    /** What the machine has left. */
    public void onResources(
            final double ringFill, final double freeDiskMb, final RiskView view, final RiskListener out) {
        if (resources != null) {
            board.out = out;
            resources.onResources(ringFill, freeDiskMb, view.nowNs(), board);
        }
    }

    /** A venue said something about an order. */
    public void onAnswer(final long orderId, final RiskView view) {
        for (final Watch watch : watches) {
            watch.onAnswer(orderId, view);
        }
    }

    /** An order filled. */
    public void onFill(
            final long orderId,
            final int strategy,
            final int instrument,
            final Side side,
            final long quantity,
            final long price,
            final RiskView view,
            final RiskListener out) {
        board.out = out;
        final long quote = Saturating.multiply(quantity, price);
        final long value =
                quote == Saturating.MAX || !view.isForeign(instrument) ? quote : view.inAccount(instrument, quote);
        for (final Watch watch : watches) {
            watch.onFill(orderId, strategy, instrument, side, value, view, board);
        }
    }

    /** A position of the strategy went back to flat; {@code pnl} after fees. */
    public void onRoundTrip(final int strategy, final long pnl, final RiskView view, final RiskListener out) {
        board.out = out;
        for (final Watch watch : watches) {
            watch.onRoundTrip(strategy, pnl, view, board);
        }
    }

    /** A cancel of the strategy is on its way to the venue. */
    public void onCancel(final int strategy) {
        for (final Watch watch : watches) {
            watch.onCancel(strategy);
        }
    }

    /** A venue refused an order of the strategy, or took it. */
    public void onVenueAnswer(final int strategy, final boolean refused, final RiskView view, final RiskListener out) {
        board.out = out;
        for (final Watch watch : watches) {
            watch.onVenueAnswer(strategy, refused, view, board);
        }
    }

    /** Whether a control looks at {@link #onBar}. */
    public boolean watchesBars() {
        return volatility != null;
    }

    /**
     * A bar of the strategy closed.
     *
     * @param range its average true range, NaN when there is none yet
     * @return true when the strategy's working entries in the instrument are to be cancelled
     */
    public boolean onBar(
            final int strategy, final int instrument, final double range, final long price, final RiskListener out) {
        board.out = out;
        return volatility != null && volatility.onBar(strategy, instrument, range, price, board);
    }

    /** Whether something is to be cancelled or flattened. */
    public boolean takeWork() {
        return board.takeWork();
    }

    /** Whether the working entries of the strategy are to be cancelled. */
    public boolean takeCancel(final int strategy) {
        return board.takeCancel(strategy);
    }

    /** Whether everything is to be cancelled and closed. */
    public boolean takeFlatten() {
        return board.takeFlatten();
    }

    /** Whether positions are to be closed because nothing protects them. */
    public boolean takeExits() {
        return stops != null && stops.takeExits();
    }

    /** Whether the position is one of them. */
    public boolean takeExit(final int strategy, final int instrument) {
        return stops.takeExit(strategy, instrument);
    }

    @Override
    public void writeState(final StateSink sink) {
        days.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        days.readState(source);
    }
}
