package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.intent.OrderIntent;
import io.millrace.order.Order;
import io.millrace.order.OrderTable;
import io.millrace.risk.LimitsInForce;
import io.millrace.risk.RiskGate;
import io.millrace.risk.RiskListener;
import io.millrace.risk.RiskWatch;

/**
 * Tells the controls that watch the account what happens to it, and does what they and an operator ask for: cancels,
 * closes, changes of the trading state. Decide thread; its state is the gate's.
 */
final class RiskDesk {
    private final OrderDesk desk;
    private final OrderDoor door;
    private final OrderTable orders;
    private final RiskGate gate;
    private final RiskWatch watch;
    private final AccountView view;
    private final RiskListener onDecision;
    private final int strategyCount;
    private final OrderIntent exit = new OrderIntent();

    RiskDesk(
            final OrderDesk desk,
            final OrderTable orders,
            final RiskGate gate,
            final AccountView view,
            final RiskListener onDecision,
            final int strategyCount) {
        this.desk = desk;
        this.door = desk.door();
        this.orders = orders;
        this.gate = gate;
        this.watch = gate.watch();
        this.view = view;
        this.onDecision = onDecision;
        this.strategyCount = strategyCount;
    }

    /** Prices or fills changed what the account is worth: asks the controls that act by themselves, does as told. */
    void onMark(final StrategySlot[] slots) {
        watch.onMark(view, onDecision);
        doWork(slots);
        if (watch.takeExits()) {
            closeUnprotected();
        }
    }

    /** Whether {@link #onBar} does anything. */
    boolean watchesBars() {
        return watch.watchesBars();
    }

    /** A bar of the strategy closed; {@code range} is its average true range, NaN when there is none. */
    void onBar(final int strategy, final int instrument, final double range, final long close) {
        if (watch.onBar(strategy, instrument, range, close, onDecision)) {
            cancelEntries(strategy, instrument);
        }
    }

    /** A market event came in. */
    void onData(final int instrument, final long receiveNs) {
        watch.onData(instrument, receiveNs, view, onDecision);
    }

    void onFeedUp() {
        watch.onFeedUp();
    }

    /** So much traded, in a bar of so many seconds or in a trade, which has 0. */
    void onVolume(final int instrument, final long quantity, final long seconds) {
        watch.onVolume(instrument, quantity, seconds, view.nowNs());
    }

    void onResources(final double ringFill, final double freeDiskMb) {
        watch.onResources(ringFill, freeDiskMb, view, onDecision);
    }

    /** What the watches left to do, those that orders of this step have tripped included. */
    void doWork(final StrategySlot[] slots) {
        if (!watch.takeWork()) {
            return;
        }
        for (int i = 0; i < strategyCount; i++) {
            if (watch.takeCancel(i)) {
                cancelEntries(i, Absent.INSTRUMENT);
            }
        }
        if (watch.takeFlatten()) {
            desk.flatten(slots);
        }
    }

    /** At the market, once the orders that stand in its way have ended. */
    private void close(final int strategy, final int instrument) {
        final long position = view.position(strategy, instrument);
        if (door.hasOpenOrders(strategy, instrument)) {
            door.cancelAll(strategy, instrument);
        } else if (position != 0 && door.mayExit()) {
            exit.reset(strategy, instrument);
            exit.side = position > 0 ? Side.SELL : Side.BUY;
            exit.type = OrderType.MARKET;
            exit.quantity = Math.abs(position);
            exit.referencePrice = view.lastPrice(instrument);
            exit.reduceOnly = true;
            door.place(exit);
        }
    }

    private void closeUnprotected() {
        for (int strategy = 0; strategy < strategyCount; strategy++) {
            for (int instrument = 0; instrument < view.instrumentCount(); instrument++) {
                if (watch.takeExit(strategy, instrument)) {
                    close(strategy, instrument);
                }
            }
        }
    }

    /** A venue took, filled or refused an order of the strategy. */
    void onVenueAnswer(final ExecType type, final int strategy) {
        final boolean refused = type == ExecType.REJECTED;
        if (refused || type == ExecType.ACCEPTED || type == ExecType.FILL) {
            watch.onVenueAnswer(strategy, refused, view, onDecision);
        }
    }

    /** Latches the kill switch and cancels every open order. */
    void kill() {
        gate.kill();
        door.cancelAll();
    }

    /** Until a person resumes. */
    void reduce() {
        gate.reduce();
        cancelAllEntries();
    }

    /** Until a person resumes. */
    void halt() {
        gate.halt();
        cancelAllEntries();
    }

    void resume() {
        gate.resume();
    }

    /** The limits that may be changed. */
    LimitsInForce limits() {
        return gate.limits();
    }

    /** {@code Absent.INSTRUMENT} = in all instruments. */
    private void cancelEntries(final int strategy, final int instrument) {
        Order order = orders.firstOpen();
        while (order != null) {
            final Order next = orders.nextOpen(order);
            final boolean inScope = instrument == Absent.INSTRUMENT || order.instrument() == instrument;
            if (order.strategy() == strategy && inScope && !order.isReducing()) {
                door.cancel(order);
            }
            order = next;
        }
    }

    private void cancelAllEntries() {
        for (int i = 0; i < strategyCount; i++) {
            cancelEntries(i, Absent.INSTRUMENT);
        }
    }
}
