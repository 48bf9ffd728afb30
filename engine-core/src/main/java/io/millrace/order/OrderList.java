package io.millrace.order;

/** A doubly linked list through the orders themselves; an order is in at most one list. */
final class OrderList {
    private Order first;
    private Order last;
    private int size;

    Order first() {
        return first;
    }

    int size() {
        return size;
    }

    void addLast(final Order order) {
        insertAfter(last, order);
    }

    /** Keeps the order of creation; nearly always the end. */
    void addByCreation(final Order order) {
        Order before = last;
        while (before != null && before.created > order.created) {
            before = before.previous;
        }
        insertAfter(before, order);
    }

    void remove(final Order order) {
        if (order.previous == null) {
            first = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            last = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.previous = null;
        order.next = null;
        size--;
    }

    private void insertAfter(final Order before, final Order order) {
        final Order after = before == null ? first : before.next;
        order.previous = before;
        order.next = after;
        if (before == null) {
            first = order;
        } else {
            before.next = order;
        }
        if (after == null) {
            last = order;
        } else {
            after.previous = order;
        }
        size++;
    }
}
