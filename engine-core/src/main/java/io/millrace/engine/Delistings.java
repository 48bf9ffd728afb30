package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.CorporateAction;
import io.millrace.instrument.DelistingReturns;
import io.millrace.instrument.InstrumentTable;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.Fill;

/**
 * Names that have gone: what is held of one is closed at the last price and the delisting's return, its orders are
 * cancelled, and no order is taken any more. Each sleeve's end is an internal fill without another side. Decide thread;
 * no allocation; prices at 1e-8.
 */
final class Delistings implements Stateful {
    private final boolean[] gone;
    private final boolean any;
    private final InstrumentTable instruments;
    private final OrderDesk desk;
    private final OrderDoor door;
    private final Ledger ledger;
    private final Touch touch;
    private final OutputWriter output;
    private final CrossSide side = new CrossSide();
    private final Fill fill = new Fill();

    Delistings(
            final InstrumentTable instruments,
            final OrderDesk desk,
            final Ledger ledger,
            final Touch touch,
            final OutputWriter output) {
        this.instruments = instruments;
        this.desk = desk;
        this.door = desk.door();
        this.ledger = ledger;
        this.touch = touch;
        this.output = output;
        gone = new boolean[instruments.size()];
        boolean found = false;
        for (int i = 0; i < gone.length; i++) {
            for (final CorporateAction action : instruments.get(i).actions()) {
                found |= action.isDelisting();
            }
        }
        any = found;
    }

    boolean isGone(final int instrument) {
        return gone[instrument];
    }

    /** The last price is what the return is on; a name that never had one was never held. */
    void onDelisting(final int instrument, final long rate, final long exTimeNs, final StrategyCalls calls) {
        gone[instrument] = true;
        final long last = touch.last(instrument);
        if (last == Absent.FIXED) {
            return;
        }
        final long known = rate == CorporateAction.UNKNOWN_RETURN
                ? DelistingReturns.standard().of(instruments.get(instrument).calendar())
                : rate;
        final long price = Math.max(1, Fixed.multiply(last, Fixed.ONE + known));
        output.alert(
                AlertCode.DELISTED,
                Severity.WARN,
                Absent.STRATEGY,
                instrument,
                exTimeNs,
                Fixed.toDouble(known),
                Fixed.toDouble(price));
        touch.onPrice(instrument, price, output.step().engineTimeNs());
        ledger.mark(instrument, price);
        for (int strategy = 0; strategy < ledger.sleeveCount(); strategy++) {
            door.cancelAll(strategy, instrument);
            final long position = ledger.position(strategy, instrument);
            if (position != 0) {
                close(strategy, instrument, position, price, calls);
            }
        }
    }

    private void close(
            final int strategy,
            final int instrument,
            final long position,
            final long price,
            final StrategyCalls calls) {
        final long quantity = Math.abs(position);
        side.force(door.nextId(strategy), strategy, instrument, position > 0 ? Side.SELL : Side.BUY, quantity);
        desk.bookCross(side, CrossSide.NOBODY, quantity, price);
        fill.of(side.orderId(), side.side(), quantity, price, 0, Liquidity.NONE);
        calls.onFill(strategy, instrument, fill);
        calls.mark(strategy, instrument);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < gone.length && any; i++) {
            sink.putLong(gone[i] ? 1 : 0);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < gone.length && any; i++) {
            gone[i] = source.getBoolean("Delistings.gone");
        }
    }
}
