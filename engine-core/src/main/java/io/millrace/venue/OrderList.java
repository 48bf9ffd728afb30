package io.millrace.venue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** Orders in a row, linked through the slots themselves. */
final class OrderList {
    private VenueOrder head;
    private VenueOrder tail;
    private int size;

    VenueOrder first() {
        return head;
    }

    int size() {
        return size;
    }

    void add(final VenueOrder order) {
        insertAfter(tail, order);
    }

    void addFirst(final VenueOrder order) {
        insertAfter(null, order);
    }

    /** Keeps the list sorted by arrival; equal arrivals keep the order of their calls. */
    void addByArrival(final VenueOrder order) {
        VenueOrder before = tail;
        while (before != null && before.arrivalNs > order.arrivalNs) {
            before = before.previous;
        }
        insertAfter(before, order);
    }

    void remove(final VenueOrder order) {
        if (order.previous == null) {
            head = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            tail = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.next = null;
        order.previous = null;
        size--;
    }

    void writeState(final StateSink sink) {
        sink.putLong(size);
        for (VenueOrder order = head; order != null; order = order.next) {
            order.writeState(sink);
        }
    }

    void readState(final ExecutionDesk desk, final StateSource source) {
        final int count = source.getCount("OrderList.size", Integer.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            final VenueOrder order = desk.claim(true);
            if (order == null) {
                throw StateSource.refused("OrderList.size", count, "no more orders than venue.maxOrders allows");
            }
            order.readState(source);
            add(order);
        }
    }

    private void insertAfter(final VenueOrder before, final VenueOrder order) {
        final VenueOrder after = before == null ? head : before.next;
        order.previous = before;
        order.next = after;
        if (before == null) {
            head = order;
        } else {
            before.next = order;
        }
        if (after == null) {
            tail = order;
        } else {
            after.previous = order;
        }
        size++;
    }
}
