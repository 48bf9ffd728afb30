package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.Stateful;

/**
 * A model: a deterministic function of the events it has seen.
 *
 * <p>Called on the decide thread, never concurrently. It reads its own sleeve, its indicators and completed bars
 * through the context, and acts only through it. It must not keep the bar or the context's intent beyond the call, must
 * not read a clock, and must not allocate per event.
 */
public interface Strategy extends Stateful {
    /** A bar of the strategy's timeframe completed; the context is that of the bar's instrument. */
    default void onBar(final ClosedBar bar, final StrategyContext context) {}

    /**
     * All bars of the universe that close at one time are in: what compares instruments decides here.
     *
     * <p>An instrument without a bar at that time is not waited for: the slice is complete when every instrument has
     * delivered, or when time moves on. Called for {@link Universe#MANY} only; the context is that of the first
     * instrument.
     */
    default void onSlice(final long closeTimeNs, final StrategyContext context) {}

    /**
     * A schedule asks for a decision, such as at 16:00 in New York on days with a session; the engine's time is that of
     * the schedule. Called while a daemon runs, never by a backtest, which has no schedules; the context is that of the
     * first instrument. A bar that ends at the same time may come before or after.
     */
    default void onEvaluation(final StrategyContext context) {}

    /** A trade printed; the context is that of its instrument. */
    default void onTrade(final long price, final long quantity, final StrategyContext context) {}

    /** The touch of the strategy's instrument changed. */
    default void onQuote(final long bid, final long ask, final StrategyContext context) {}

    /** An order of this strategy was filled, wholly or in part; the sleeve already shows it. */
    default void onFill(final Fill fill, final StrategyContext context) {}

    /** An order of this strategy ended without being (wholly) filled: rejected, cancelled or expired. */
    default void onOrderEnded(final long orderId, final StrategyContext context) {}

    /**
     * A split took effect, {@code to} new units for {@code from} old ones. Position, orders, prices and indicators of
     * the context are in new units already; what the strategy remembers itself is its own to change.
     */
    default void onSplit(final int to, final int from, final StrategyContext context) {}
}
