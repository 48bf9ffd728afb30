package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

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

    void writeState(StateSink sink, BiConsumer<T, StateSink> item) {
        sink.putLong(kept.size());
        kept.forEach(one -> item.accept(one, sink));
    }

    void readState(StateSource source, Function<StateSource, T> item) {
        kept.clear();
        for (int left = source.getCount("Recent.kept", limit); left > 0; left--) {
            kept.addLast(item.apply(source));
        }
    }
}
