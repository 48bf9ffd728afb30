package io.millrace.engine;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;
import io.millrace.order.OrderTable;
import io.millrace.portfolio.Ledger;

/**
 * Closes sleeves whose orders were cancelled, and says what is left once the last closing order has ended.
 *
 * <p>A sleeve that has orders at the venue is closed when the last of them has ended: until then they may still
 * fill, and
 * two exits would be one too many. Decide thread; no allocation after construction.
 */
final class Flatten implements Stateful {
    /** Orders that close one position at most; the report says what they leave. */
    private static final int MAX_PARTS = 64;

    private final OrderIntent closing = new OrderIntent();
    private final OrderDoor door;
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final Ledger ledger;
    private final Touch touch;
    private final OutputWriter output;
    private final boolean[] waits;
    private final boolean[] closes;

    Flatten(
            final OrderDoor door,
            final InstrumentTable instruments,
            final OrderTable orders,
            final Ledger ledger,
            final Touch touch,
            final OutputWriter output,
            final int strategyCount) {
        this.door = door;
        this.instruments = instruments;
        this.orders = orders;
        this.ledger = ledger;
        this.touch = touch;
        this.output = output;
        this.waits = new boolean[strategyCount];
        this.closes = new boolean[strategyCount];
    }

    /** The sleeve's cancels are on their way. */
    void begin(final int strategy) {
        closes[strategy] = false;
        waits[strategy] = true;
        onOrderEnded(strategy);
    }

    /** An order of the sleeve has ended. */
    void onOrderEnded(final int strategy) {
        if (waits[strategy] && orders.openOrders(strategy) == 0) {
            waits[strategy] = false;
            closes[strategy] = true;
            closePositions(strategy);
        }
        if (closes[strategy] && orders.openOrders(strategy) == 0) {
            closes[strategy] = false;
            tellWhatIsLeft(strategy);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < waits.length; i++) {
            sink.putLong((waits[i] ? 1 : 0) | (closes[i] ? 2 : 0));
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < waits.length; i++) {
            final int flags = source.getFlags("Flatten.flags", 3);
            waits[i] = (flags & 1) != 0;
            closes[i] = (flags & 2) != 0;
        }
    }

    private void closePositions(final int strategy) {
        for (int instrument = 0; instrument < ledger.instrumentCount(); instrument++) {
            final long position = ledger.position(strategy, instrument);
            if (position != 0) {
                closePosition(strategy, instrument, position);
            }
        }
    }

    private void closePosition(final int strategy, final int instrument, final long position) {
        final Instrument rules = instruments.get(instrument);
        final long most = rules.floorToLot(rules.maxQuantity());
        long left = Math.abs(position);
        boolean placed = true;
        for (int part = 0; part < MAX_PARTS && left > 0 && placed; part++) {
            closing.reset(strategy, instrument);
            closing.side = position > 0 ? Side.SELL : Side.BUY;
            closing.type = OrderType.MARKET;
            closing.quantity = Math.min(left, most);
            closing.referencePrice = touch.last(instrument);
            closing.reduceOnly = true;
            placed = door.placeClosing(closing);
            left -= closing.quantity;
        }
    }

    private void tellWhatIsLeft(final int strategy) {
        int positions = 0;
        for (int instrument = 0; instrument < ledger.instrumentCount(); instrument++) {
            final long position = ledger.position(strategy, instrument);
            if (position != 0) {
                positions++;
                output.alert(
                        AlertCode.FLATTEN_LEFT_POSITION,
                        Severity.ERROR,
                        strategy,
                        instrument,
                        0,
                        Fixed.toDouble(position),
                        Double.NaN);
            }
        }
        output.flattened(strategy)
                .value(ledger.grossExposure(strategy))
                .cash(ledger.cash(strategy))
                .positions(positions);
    }
}
