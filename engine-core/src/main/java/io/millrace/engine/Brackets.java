package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.ReportReason;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;
import io.millrace.order.Order;
import io.millrace.order.OrderTable;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.StrategyContext;

/**
 * Entries with a stop and a target attached. After every report the legs are brought to what is to be protected:
 * sent on
 * the first fill, grown with the later ones, shrunk with what was closed; never more than the position.
 *
 * <p>Both legs are of one group, so the venue cancels the one when the other fills, at the same instant. After a part
 * fill
 * both come back for what is left, once nothing of the group works any more. A leg that fills ends the entry too.
 * Decide
 * thread; no allocation after construction.
 */
final class Brackets implements Stateful {
    /** Entries that are protected at a time; a further one is refused. */
    static final int CAPACITY = 1_024;

    private final Bracket[] active = new Bracket[CAPACITY];
    private final OrderIntent leg = new OrderIntent();
    private final OrderDoor door;
    private final OrderTable orders;
    private final Ledger ledger;
    private final TrailingStops trailing;
    private final OutputWriter output;
    private int count;

    Brackets(
            final OrderDoor door,
            final OrderTable orders,
            final Ledger ledger,
            final TrailingStops trailing,
            final OutputWriter output) {
        this.door = door;
        this.orders = orders;
        this.ledger = ledger;
        this.trailing = trailing;
        this.output = output;
        for (int i = 0; i < active.length; i++) {
            active[i] = new Bracket();
        }
    }

    static boolean isGiven(final long price) {
        return price != Absent.FIXED;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    /** The first thing wrong with what is attached; {@code Absent.FIXED} when nothing is. */
    static long objection(final OrderIntent entry, final InstrumentTable instruments) {
        final long reference = isGiven(entry.limitPrice)
                ? entry.limitPrice
                : isGiven(entry.stopPrice) ? entry.stopPrice : entry.referencePrice;
        final long sign = entry.side == Side.BUY ? 1 : -1;
        if (entry.reduceOnly || !isGiven(reference) || !instruments.contains(entry.instrument)) {
            return reference == Absent.FIXED ? 0 : reference;
        }
        final Instrument rules = instruments.get(entry.instrument);
        if (isGiven(entry.attachedStop) && !isBehind(entry.attachedStop, reference, sign, rules)) {
            return entry.attachedStop;
        }
        if (isGiven(entry.attachedTarget) && !isBehind(entry.attachedTarget, reference, -sign, rules)) {
            return entry.attachedTarget;
        }
        return TrailingStops.objection(entry.trailDistance, entry.trailRate, reference);
    }

    private static boolean isBehind(final long price, final long reference, final long sign, final Instrument rules) {
        return price > 0 && rules.isOnTick(price) && (sign > 0 ? price < reference : price > reference);
    }

    /** An entry is on its way; ask {@link #isFull} before. */
    void open(final long entryId, final OrderIntent entry, final long group) {
        active[count++].open(entryId, entry, group);
    }

    /** The group of the legs that protect a position, for an exit that is to cancel them; 0 when nothing does. */
    long groupOf(final int strategy, final int instrument, final Side exit) {
        for (int i = 0; i < count; i++) {
            final Bracket bracket = active[i];
            if (bracket.isFor(strategy, instrument) && bracket.exitSide() == exit && bracket.entered > bracket.closed) {
                return bracket.group;
            }
        }
        return 0;
    }

    /** The entry whose bracket protects the position, for an order that adds to it; 0 when nothing does. */
    long entryOf(final int strategy, final int instrument, final Side side) {
        for (int i = 0; i < count; i++) {
            final Bracket bracket = active[i];
            if (bracket.isFor(strategy, instrument) && bracket.entrySide == side && bracket.entered > bracket.closed) {
                return bracket.entryId;
            }
        }
        return 0;
    }

    /** True while an order of the strategy works in the instrument that is not a leg of a bracket. */
    boolean hasOtherOrders(final int strategy, final int instrument) {
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            if (order.strategy() == strategy && order.instrument() == instrument && !isLeg(order.orderId())) {
                return true;
            }
        }
        return false;
    }

    private boolean isLeg(final long orderId) {
        for (int i = 0; i < count; i++) {
            if (orderId == active[i].stopId || orderId == active[i].targetId) {
                return true;
            }
        }
        return false;
    }

    /** True while what the entry fills, and what is added to it, is protected by a stop. */
    boolean stops(final long entryId) {
        for (int i = 0; i < count; i++) {
            if (active[i].entryId == entryId) {
                return active[i].stopId != Bracket.DROPPED || active[i].isTrailed();
            }
        }
        return false;
    }

    /** Forgets the brackets of a sleeve: whoever calls has its orders cancelled. */
    void drop(final int strategy) {
        for (int i = count - 1; i >= 0; i--) {
            if (active[i].strategy == strategy) {
                remove(i);
            }
        }
    }

    /** A fill, after it was booked. */
    void onFill(final long orderId, final int strategy, final int instrument, final long quantity, final long price) {
        final Order order = orders.find(orderId);
        for (int i = 0; i < count; i++) {
            final Bracket bracket = active[i];
            if (orderId == bracket.entryId) {
                bracket.entered += quantity;
                if (bracket.isTrailed()) {
                    trailing.arm(strategy, instrument, bracket.trailDistance, bracket.trailRate, price);
                }
            } else if (order != null && order.ocoGroup() == bracket.group) {
                bracket.closed += quantity;
                bracket.clearing = true;
                bracket.fillerId = orderId;
            } else if (order != null && adds(order, bracket)) {
                bracket.entered += quantity;
            }
            bracket.refused &= !bracket.isFor(strategy, instrument);
        }
    }

    /** An order has ended otherwise than by its last fill. */
    void onEnded(final long orderId, final ReportReason reason) {
        for (int i = 0; i < count; i++) {
            final Bracket bracket = active[i];
            final boolean expected = reason == ReportReason.OCO_SIBLING || bracket.clearing;
            final long next = expected ? Bracket.NONE : Bracket.DROPPED;
            if (orderId == bracket.targetId) {
                bracket.targetId = next;
            } else if (orderId == bracket.stopId) {
                bracket.stopId = next;
                if (next == Bracket.DROPPED && reason != ReportReason.BY_REQUEST) {
                    lost(bracket, orderId);
                }
            }
        }
    }

    /** What is protected, and at which prices, in new units, as the working legs are. */
    void onSplit(final int instrument, final int to, final int from) {
        for (int i = 0; i < count; i++) {
            if (active[i].instrument == instrument) {
                active[i].split(to, from);
            }
        }
    }

    /** The venue kept an order as it was. */
    void onReplaceRejected(final long orderId) {
        for (int i = 0; i < count; i++) {
            active[i].refused |= orderId == active[i].stopId || orderId == active[i].targetId;
        }
    }

    /** Brings the legs in an instrument to what is to be protected now; after each report. */
    void settle(final int strategy, final int instrument) {
        if (count == 0) {
            return;
        }
        final long position = ledger.position(strategy, instrument);
        long left = Math.abs(position);
        for (int i = 0; i < count; i++) {
            final Bracket bracket = active[i];
            if (bracket.isFor(strategy, instrument)) {
                final boolean holds = position > 0 == (bracket.entrySide == Side.BUY);
                final long open = Math.max(0, bracket.entered - bracket.closed);
                final long protect = holds ? Math.min(open, left) : 0;
                // What somebody else closed does not come back when the position grows again.
                bracket.closed = bracket.entered - protect;
                left -= protect;
                settle(bracket, protect);
                if (protect == 0 && !bracket.clearing && !isGrowing(bracket)) {
                    remove(i);
                    i--;
                }
            }
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(count);
        for (int i = 0; i < count; i++) {
            active[i].writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        count = source.getCount("Brackets.count", CAPACITY);
        for (int i = 0; i < count; i++) {
            active[i].readState(source);
        }
    }

    private void settle(final Bracket bracket, final long protect) {
        if (bracket.clearing) {
            clear(bracket);
            if (bracket.clearing) {
                return;
            }
        }
        if (protect == 0) {
            withdraw(bracket, bracket.stopId);
            withdraw(bracket, bracket.targetId);
            return;
        }
        bracket.stopId = leg(bracket, bracket.stopId, OrderType.STOP, bracket.stopPrice, protect);
        bracket.targetId = leg(bracket, bracket.targetId, OrderType.LIMIT, bracket.targetPrice, protect);
    }

    private void withdraw(final Bracket bracket, final long legId) {
        if (legId > 0) {
            door.cancel(bracket.strategy, legId);
        }
    }

    private long leg(
            final Bracket bracket, final long legId, final OrderType type, final long price, final long protect) {
        if (legId == Bracket.DROPPED) {
            return legId;
        }
        final Order order = legId == Bracket.NONE ? null : orders.find(legId);
        if (order == null || !order.state().isOpen()) {
            return send(bracket, type, price, protect);
        }
        final long wanted = order.filled() + protect;
        if (order.quantity() != wanted && order.isReplaceable() && !bracket.refused) {
            door.change(order, wanted, order.limitPrice(), order.stopPrice());
        }
        return legId;
    }

    private long send(final Bracket bracket, final OrderType type, final long price, final long protect) {
        leg.reset(bracket.strategy, bracket.instrument);
        leg.side = bracket.exitSide();
        leg.type = type;
        leg.quantity = protect;
        leg.limitPrice = type == OrderType.LIMIT ? price : Absent.FIXED;
        leg.stopPrice = type == OrderType.STOP ? price : Absent.FIXED;
        leg.ocoGroup = bracket.group;
        leg.parentOrderId = bracket.entryId;
        leg.reduceOnly = true;
        final long id = door.place(leg);
        if (id != StrategyContext.REFUSED) {
            return id;
        }
        if (type == OrderType.STOP) {
            lost(bracket, bracket.entryId);
        }
        return Bracket.DROPPED;
    }

    private void lost(final Bracket bracket, final long orderId) {
        output.alert(
                AlertCode.PROTECTION_LOST,
                Severity.ERROR,
                bracket.strategy,
                bracket.instrument,
                orderId,
                Fixed.toDouble(bracket.entered - bracket.closed),
                Fixed.toDouble(bracket.stopPrice));
    }

    /**
     * The venue cancels the rest of the group. A limit that filled in part might fill more while a new stop is on
     * its way,
     * so it goes too, and both come back together; a market order or a stop that filled in part will fill the rest
     * soon.
     */
    private void clear(final Bracket bracket) {
        door.cancel(bracket.strategy, bracket.entryId);
        Order adding = firstAdding(bracket);
        while (adding != null) {
            final Order next = nextAdding(orders.nextOpen(adding), bracket);
            door.cancel(bracket.strategy, adding.orderId());
            adding = next;
        }
        final Order filler = orders.find(bracket.fillerId);
        if (filler != null && isGiven(filler.limitPrice())) {
            door.cancel(bracket.strategy, bracket.fillerId);
        }
        bracket.clearing = orders.hasOpen(bracket.group);
    }

    /** True for an order that a target placed to add to what the bracket protects. */
    private static boolean adds(final Order order, final Bracket bracket) {
        return order.parentOrderId() == bracket.entryId && order.side() == bracket.entrySide;
    }

    private boolean isGrowing(final Bracket bracket) {
        return isOpen(bracket.entryId) || firstAdding(bracket) != null;
    }

    private Order firstAdding(final Bracket bracket) {
        return nextAdding(orders.firstOpen(), bracket);
    }

    private Order nextAdding(final Order from, final Bracket bracket) {
        Order order = from;
        while (order != null && !adds(order, bracket)) {
            order = orders.nextOpen(order);
        }
        return order;
    }

    private boolean isOpen(final long orderId) {
        final Order order = orders.find(orderId);
        return order != null && order.state().isOpen();
    }

    private void remove(final int place) {
        final Bracket gone = active[place];
        System.arraycopy(active, place + 1, active, place, count - place - 1);
        count--;
        active[count] = gone;
    }
}
