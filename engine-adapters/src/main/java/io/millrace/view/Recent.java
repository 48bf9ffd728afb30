package io.millrace.view;

import java.util.ArrayDeque;
import java.util.List;

/** The newest of a kind, so many at most. Not thread safe. */
final class Recent<T> {
    private final int limit;
    private final ArrayDeque<T> kept = new ArrayDeque<>();

    Recent(int limit) {
        this.limit = limit;
    }

    void add(T item) {
        if (kept.size() == limit) {
            kept.removeFirst();
        }
        kept.addLast(item);
    }

    /** Oldest first. */
    List<T> list() {
        return List.copyOf(kept);
    }
}
