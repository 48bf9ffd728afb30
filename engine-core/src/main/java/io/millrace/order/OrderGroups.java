package io.millrace.order;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.Side;

/** Which orders cancel each other on a fill: a ring of legs for each group number. */
final class OrderGroups {
    private final Order[] orders;
    private final SlotIndex byGroup;

    OrderGroups(final Order[] orders) {
        this.orders = orders;
        this.byGroup = new SlotIndex(orders.length);
    }

    void join(final Order order) {
        order.nextLeg = order;
        if (order.ocoGroup <= 0) {
            return;
        }
        final int slot = byGroup.get(order.ocoGroup);
        if (slot == SlotIndex.NONE) {
            byGroup.put(order.ocoGroup, order.slot);
            return;
        }
        final Order leg = orders[slot];
        order.nextLeg = leg.nextLeg;
        leg.nextLeg = order;
    }

    void leave(final Order order) {
        if (order.ocoGroup <= 0) {
            return;
        }
        if (order.nextLeg == order) {
            byGroup.remove(order.ocoGroup);
            return;
        }
        Order before = order.nextLeg;
        while (before.nextLeg != order) {
            before = before.nextLeg;
        }
        before.nextLeg = order.nextLeg;
        byGroup.put(order.ocoGroup, before.slot);
        order.nextLeg = order;
    }

    long quantity(final int strategy, final int instrument, final Side side, final long ocoGroup) {
        final int slot = ocoGroup > 0 ? byGroup.get(ocoGroup) : SlotIndex.NONE;
        if (slot == SlotIndex.NONE) {
            return 0;
        }
        long largest = 0;
        Order leg = orders[slot];
        do {
            if (leg.reducing && leg.strategy == strategy && leg.instrument == instrument && leg.side == side) {
                largest = Math.max(largest, leg.openQuantity());
            }
            leg = leg.nextLeg;
        } while (leg != orders[slot]);
        return largest;
    }

    boolean hasOpen(final long ocoGroup) {
        final int slot = ocoGroup > 0 ? byGroup.get(ocoGroup) : SlotIndex.NONE;
        if (slot == SlotIndex.NONE) {
            return false;
        }
        Order leg = orders[slot];
        do {
            if (leg.state.isOpen()) {
                return true;
            }
            leg = leg.nextLeg;
        } while (leg != orders[slot]);
        return false;
    }

    void tellSiblings(final Order filled, final OrderListener listener) {
        for (Order leg = filled.nextLeg; leg != filled; leg = leg.nextLeg) {
            if (leg.state.isOpen() && leg.state != OrderState.PENDING_CANCEL) {
                listener.onSiblingToCancel(leg.orderId);
            }
        }
    }

    /** The ring's order: cancels leave in it, and a further leg enters behind the one that the index names. */
    void writeState(final Order first, final StateSink sink) {
        for (Order order = first; order != null; order = order.next) {
            if (order.ocoGroup > 0) {
                sink.putLong(order.nextLeg.orderId);
                sink.putLong(byGroup.get(order.ocoGroup) == order.slot ? 1 : 0);
            }
        }
    }

    /** Links one order, when all that are remembered can be found. */
    void readState(final Order order, final SlotIndex byId, final StateSource source) {
        order.nextLeg = order;
        if (order.ocoGroup <= 0) {
            return;
        }
        final long nextId = source.getLong();
        final int slot = nextId > 0 ? byId.get(nextId) : SlotIndex.NONE;
        if (slot == SlotIndex.NONE || orders[slot].ocoGroup != order.ocoGroup) {
            throw StateSource.refused("OrderGroups.nextLeg", nextId, "an order of group " + order.ocoGroup);
        }
        order.nextLeg = orders[slot];
        if (source.getBoolean("OrderGroups.first")) {
            byGroup.put(order.ocoGroup, order.slot);
        }
    }
}
