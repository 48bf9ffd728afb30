package io.millrace.engine;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.intent.OrderIntent;

/**
 * An entry and the orders that protect what it fills. Reused; quantities and prices at 1e-8.
 *
 * <p>A leg is {@code NONE} before it is sent and after it ended in a way that lets another follow, {@code DROPPED} when
 * it is not wanted or was refused.
 */
final class Bracket {
    /** No order of this leg is at the venue. */
    static final long NONE = 0;

    /** The leg is not wanted, or no longer to be had. */
    static final long DROPPED = -1;

    long entryId;
    int strategy;
    int instrument;
    Side entrySide = Side.BUY;
    long group;
    long stopPrice;
    long targetPrice;
    long stopId;
    long targetId;

    /** Filled by the entry. */
    long entered;

    /** Of that closed again, by the legs or otherwise. */
    long closed;

    long trailDistance;
    long trailRate;

    /** An order of the group has filled: nothing is sent before all of them have ended. */
    boolean clearing;

    /** The order of the group that filled last. */
    long fillerId;

    /** A leg refused new terms; it is asked again after the next fill. */
    boolean refused;

    void open(final long orderId, final OrderIntent entry, final long ocoGroup) {
        entryId = orderId;
        strategy = entry.strategy;
        instrument = entry.instrument;
        entrySide = entry.side;
        group = ocoGroup;
        stopPrice = entry.attachedStop;
        targetPrice = entry.attachedTarget;
        stopId = Brackets.isGiven(stopPrice) ? NONE : DROPPED;
        targetId = Brackets.isGiven(targetPrice) ? NONE : DROPPED;
        entered = 0;
        closed = 0;
        trailDistance = entry.trailDistance;
        trailRate = entry.trailRate;
        clearing = false;
        fillerId = NONE;
        refused = false;
    }

    /** In the units after a split. */
    void split(final int to, final int from) {
        stopPrice = Fixed.splitPrice(stopPrice, to, from);
        targetPrice = Fixed.splitPrice(targetPrice, to, from);
        trailDistance = Fixed.splitPrice(trailDistance, to, from);
        final long open = Fixed.scale(Math.max(0, entered - closed), to, from, Rounding.FLOOR);
        entered = Fixed.scale(entered, to, from, Rounding.FLOOR);
        closed = entered - open;
    }

    boolean isTrailed() {
        return trailDistance != 0 || trailRate != 0;
    }

    Side exitSide() {
        return entrySide == Side.BUY ? Side.SELL : Side.BUY;
    }

    boolean isFor(final int ofStrategy, final int ofInstrument) {
        return strategy == ofStrategy && instrument == ofInstrument;
    }

    void writeState(final StateSink sink) {
        sink.putLong(entryId);
        sink.putLong((long) strategy << 32 | instrument);
        sink.putLong(entrySide.value());
        sink.putLong(group);
        sink.putLong(stopPrice);
        sink.putLong(targetPrice);
        sink.putLong(stopId);
        sink.putLong(targetId);
        sink.putLong(entered);
        sink.putLong(closed);
        sink.putLong(trailDistance);
        sink.putLong(trailRate);
        sink.putLong(fillerId);
        sink.putLong((refused ? 1 : 0) | (clearing ? 2 : 0));
    }

    void readState(final StateSource source) {
        entryId = source.getLong();
        final long owner = source.getLong();
        strategy = (int) (owner >>> 32);
        instrument = (int) owner;
        entrySide = Side.get((short) source.getCount("Bracket.entrySide", 255));
        group = source.getLong();
        stopPrice = source.getLong();
        targetPrice = source.getLong();
        stopId = source.getLong();
        targetId = source.getLong();
        entered = source.getLong();
        closed = source.getLong();
        trailDistance = source.getLong();
        trailRate = source.getLong();
        fillerId = source.getLong();
        final int flags = source.getFlags("Bracket.flags", 3);
        refused = (flags & 1) != 0;
        clearing = (flags & 2) != 0;
    }
}
