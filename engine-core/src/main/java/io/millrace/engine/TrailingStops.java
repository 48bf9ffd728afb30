package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.StrategyContext;

/**
 * Trailing stops, one for a position: held here, not at the venue.
 *
 * <pre>
 *   level of a long  = best high since the entry - max(distance, rate * best high)      never falls
 *   level of a short = best low since the entry  + max(distance, rate * best low)       never rises
 * </pre>
 *
 * <p>The level moves only when a bar of the strategy completes. It is hit when a price of the market reaches it; then
 * the whole position is closed at the market, at whatever price comes next, and tried again until it is. A bar counts
 * with its extremes only if it opened after the level was last moved, else with its close. Decide thread; prices at
 * 1e-8, times in ns.
 */
final class TrailingStops implements Stateful {
    private final OrderIntent exit = new OrderIntent();
    private final OrderDesk desk;
    private final OrderDoor door;
    private final Ledger ledger;
    private final OutputWriter output;
    private final int strategyCount;
    private final int instrumentCount;
    private final long[] distance;
    private final long[] rate;
    private final long[] best;
    private final long[] armedNs;
    private final long[] movedNs;

    /** {@code Absent.FIXED} where no stop is armed. */
    private final long[] level;

    private final long[] exitId;
    private final boolean[] hit;

    /** Sequence of the step in which the exit was last tried: a bar may tell of a price twice. */
    private final long[] tried;

    private int armed;

    TrailingStops(
            final OrderDesk desk,
            final Ledger ledger,
            final OutputWriter output,
            final int strategyCount,
            final int instrumentCount) {
        this.desk = desk;
        this.door = desk.door();
        this.ledger = ledger;
        this.output = output;
        this.strategyCount = strategyCount;
        this.instrumentCount = instrumentCount;
        final int places = strategyCount * instrumentCount;
        distance = new long[places];
        rate = new long[places];
        best = new long[places];
        armedNs = new long[places];
        movedNs = new long[places];
        level = new long[places];
        exitId = new long[places];
        hit = new boolean[places];
        tried = new long[places];
        java.util.Arrays.fill(level, Absent.FIXED);
    }

    /** What is wrong with a distance at a price; {@code Absent.FIXED} when nothing is. */
    static long objection(final long distance, final long rate, final long price) {
        if (distance < 0 || distance >= price) {
            return distance;
        }
        return rate < 0 || rate >= Fixed.ONE ? rate : Absent.FIXED;
    }

    /** Begins to trail a position that was opened or added to at {@code price}; the best price so far is kept. */
    void arm(final int strategy, final int instrument, final long byDistance, final long byRate, final long price) {
        final int place = place(strategy, instrument);
        final long now = output.step().engineTimeNs();
        distance[place] = byDistance;
        rate[place] = byRate;
        if (level[place] == Absent.FIXED) {
            armed++;
            best[place] = price;
            armedNs[place] = now;
            exitId[place] = 0;
            hit[place] = false;
        }
        move(place, price, now);
    }

    /** Level of a position's stop; {@code Absent.FIXED} when it has none. */
    long level(final int strategy, final int instrument) {
        return level[place(strategy, instrument)];
    }

    /** True while a stop trails the position that there is. */
    boolean isHolding(final int strategy, final int instrument) {
        final int place = place(strategy, instrument);
        return level[place] != Absent.FIXED && isHeld(place);
    }

    /** Ends the stops of a sleeve. */
    void drop(final int strategy) {
        for (int instrument = 0; instrument < instrumentCount; instrument++) {
            disarm(place(strategy, instrument));
        }
    }

    /** A position changed. */
    void onPosition(final int strategy, final int instrument) {
        if (armed == 0) {
            return;
        }
        final int place = place(strategy, instrument);
        if (level[place] != Absent.FIXED && !isHeld(place)) {
            disarm(place);
        }
    }

    /** A bar of a strategy completed: its stop may move. */
    void onBar(final int strategy, final ClosedBar bar) {
        if (armed == 0) {
            return;
        }
        final int place = place(strategy, bar.instrument());
        if (level[place] == Absent.FIXED) {
            return;
        }
        final boolean whole = bar.openTimeNs() >= armedNs[place];
        final long extreme = isLong(place) ? bar.high() : bar.low();
        move(place, whole ? extreme : bar.close(), bar.closeTimeNs());
        test(place, bar.close());
    }

    /** The market traded in this range since a time, and now at a price. */
    void onPrices(final int instrument, final long low, final long high, final long sinceNs, final long price) {
        if (armed == 0) {
            return;
        }
        for (int strategy = 0; strategy < strategyCount; strategy++) {
            final int place = place(strategy, instrument);
            if (level[place] != Absent.FIXED) {
                final boolean whole = sinceNs >= movedNs[place];
                final long worst = isLong(place) ? low : high;
                test(place, whole ? worst : price);
            }
        }
    }

    /** Prices and distances in the units after a split. */
    void onSplit(final int instrument, final int to, final int from) {
        for (int strategy = 0; strategy < strategyCount && armed > 0; strategy++) {
            final int place = place(strategy, instrument);
            if (level[place] != Absent.FIXED) {
                distance[place] = Fixed.splitPrice(distance[place], to, from);
                best[place] = Fixed.splitPrice(best[place], to, from);
                level[place] = Fixed.splitPrice(level[place], to, from);
            }
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(armed);
        for (int place = 0; place < level.length && armed > 0; place++) {
            if (level[place] != Absent.FIXED) {
                sink.putLong(place);
                sink.putLong(distance[place]);
                sink.putLong(rate[place]);
                sink.putLong(best[place]);
                sink.putLong(armedNs[place]);
                sink.putLong(movedNs[place]);
                sink.putLong(level[place]);
                sink.putLong(exitId[place]);
                sink.putLong(hit[place] ? 1 : 0);
            }
        }
    }

    @Override
    public void readState(final StateSource source) {
        armed = source.getCount("TrailingStops.armed", level.length);
        for (int i = 0; i < armed; i++) {
            final int place = source.getIndex("TrailingStops.place", level.length);
            distance[place] = source.getLong();
            rate[place] = source.getLong();
            best[place] = source.getLong();
            armedNs[place] = source.getLong();
            movedNs[place] = source.getLong();
            level[place] = source.getLong();
            exitId[place] = source.getLong();
            hit[place] = source.getBoolean("TrailingStops.hit");
        }
    }

    private void move(final int place, final long price, final long nowNs) {
        final boolean longs = isLong(place);
        best[place] = longs ? Math.max(best[place], price) : Math.min(best[place], price);
        final long gap = Math.max(Math.max(1, distance[place]), Fixed.multiply(best[place], rate[place]));
        final long next = longs ? best[place] - gap : Math.addExact(best[place], gap);
        final boolean first = level[place] == Absent.FIXED;
        if (first || (longs ? next > level[place] : next < level[place])) {
            level[place] = next;
            movedNs[place] = nowNs;
        }
    }

    private void test(final int place, final long price) {
        if (!isHeld(place)) {
            return;
        }
        final boolean reached = isLong(place) ? price <= level[place] : price >= level[place];
        if (reached && !hit[place]) {
            hit[place] = true;
            tell(place, price);
        }
        if (hit[place]) {
            close(place, price);
        }
    }

    private void close(final int place, final long price) {
        final int strategy = place / instrumentCount;
        final int instrument = place % instrumentCount;
        if (tried[place] == output.step().sequence() || door.isOpen(exitId[place]) || !door.mayExit()) {
            return;
        }
        tried[place] = output.step().sequence();
        final long position = ledger.position(strategy, instrument);
        exit.reset(strategy, instrument);
        exit.side = position > 0 ? Side.SELL : Side.BUY;
        exit.type = OrderType.MARKET;
        exit.quantity = Math.abs(position);
        exit.referencePrice = price;
        exit.reduceOnly = true;
        exitId[place] = desk.submit(exit);
        if (exitId[place] == StrategyContext.REFUSED) {
            // Other orders close the position already, perhaps far away: they make room, and the next price tries
            // again.
            door.cancelAll(strategy, instrument);
        }
    }

    private void tell(final int place, final long price) {
        output.alert(
                AlertCode.TRAILING_STOP_HIT,
                Severity.INFO,
                place / instrumentCount,
                place % instrumentCount,
                0,
                Fixed.toDouble(price),
                Fixed.toDouble(level[place]));
    }

    private void disarm(final int place) {
        if (level[place] != Absent.FIXED) {
            level[place] = Absent.FIXED;
            armed--;
        }
    }

    private boolean isLong(final int place) {
        return ledger.position(place / instrumentCount, place % instrumentCount) > 0;
    }

    /** False when flat, and when the position has turned: then the level lies on the wrong side of the best price. */
    private boolean isHeld(final int place) {
        final long position = ledger.position(place / instrumentCount, place % instrumentCount);
        return position != 0 && (position > 0 ? level[place] < best[place] : level[place] > best[place]);
    }

    private int place(final int strategy, final int instrument) {
        return strategy * instrumentCount + instrument;
    }
}
