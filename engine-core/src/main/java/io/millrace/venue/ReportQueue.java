package io.millrace.venue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/**
 * Reports on their way out: a binary heap by time, then by creation. Single thread; all memory is taken at
 * construction.
 *
 * <p>Slots beyond {@code size} are the free ones.
 */
final class ReportQueue {
    private final VenueReport[] heap;
    private int size;
    private long created;

    ReportQueue(final int capacity) {
        heap = new VenueReport[capacity];
        for (int i = 0; i < capacity; i++) {
            heap[i] = new VenueReport();
        }
    }

    int free() {
        return heap.length - size;
    }

    /** A slot to fill in, then {@link #add}. */
    VenueReport claim() {
        if (size == heap.length) {
            throw new IllegalStateException("the simulated venue holds " + size
                    + " unpolled reports: poll after every event, or raise venue.maxReports");
        }
        return heap[size];
    }

    /** Queues the claimed slot. */
    void add() {
        heap[size].sequence = ++created;
        siftUp(size++);
    }

    /** Hands out the earliest report if it is due. */
    boolean poll(final long nowNs, final ReportSink sink) {
        if (size == 0 || heap[0].timeNs > nowNs) {
            return false;
        }
        final VenueReport first = heap[0];
        size--;
        heap[0] = heap[size];
        heap[size] = first;
        siftDown();
        sink.onReport(first);
        return true;
    }

    void writeState(final StateSink sink) {
        sink.putLong(created);
        sink.putLong(size);
        for (int i = 0; i < size; i++) {
            heap[i].writeState(sink);
        }
    }

    void readState(final StateSource source) {
        created = source.getLong();
        size = source.getCount("ReportQueue.size", heap.length);
        for (int i = 0; i < size; i++) {
            heap[i].readState(source);
        }
    }

    private void siftUp(final int from) {
        final VenueReport report = heap[from];
        int child = from;
        while (child > 0) {
            final int parent = (child - 1) >>> 1;
            if (!report.before(heap[parent])) {
                break;
            }
            heap[child] = heap[parent];
            child = parent;
        }
        heap[child] = report;
    }

    private void siftDown() {
        final VenueReport report = heap[0];
        int parent = 0;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && heap[child + 1].before(heap[child])) {
                child++;
            }
            if (!heap[child].before(report)) {
                break;
            }
            heap[parent] = heap[child];
            parent = child;
        }
        if (size > 0) {
            heap[parent] = report;
        }
    }
}
