package io.millrace.risk;

import io.millrace.event.Stateful;
import io.millrace.event.codec.Side;
import io.millrace.intent.OrderIntent;

/**
 * A control that follows what happens between orders: prices, fills, trades, days. Decide thread; no allocation; what
 * it decides it does through the board. Each method is called after the fact has been booked.
 */
interface Watch extends Stateful {
    /** A trading day began; the figures in the view are already those of its first event. */
    default void onDay(final RiskView view, final RiskBoard board) {}

    /** A price or a fill changed what the account is worth. */
    default void onMark(final RiskView view, final RiskBoard board) {}

    /** @param value quantity times price */
    default void onFill(
            final long orderId,
            final int strategy,
            final int instrument,
            final Side side,
            final long value,
            final RiskView view,
            final RiskBoard board) {}

    /** @param pnl after fees */
    default void onRoundTrip(final int strategy, final long pnl, final RiskView view, final RiskBoard board) {}

    /** A venue refused an order of the strategy, or took one. */
    default void onVenueAnswer(final int strategy, final boolean refused, final RiskView view, final RiskBoard board) {}

    /** An order was approved; the intent is as it was asked for, before scaling. */
    default void onApproved(final OrderIntent intent, final long nowNs) {}

    /** An approved order is on its way to the venue. */
    default void onSent(final long orderId, final long nowNs) {}

    /** A venue said something about the order. */
    default void onAnswer(final long orderId, final RiskView view) {}

    default void onCancel(final int strategy) {}

    default void onSessionUp(final long nowNs) {}

    /** A feed is connected, for the first time in this session or again. */
    default void onFeedUp() {}

    /** A person takes latches back: what had tripped is measured anew from here. */
    default void onResume() {}
}
