package io.millrace.testkit;

import io.millrace.feed.InputSource;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Gives what has been added so far, and never ends. One thread. */
final class GrowingSource implements InputSource {
    private final List<byte[]> messages = new ArrayList<>();
    private final UnsafeBuffer current = new UnsafeBuffer(new byte[0]);
    private int next;

    void add(final InputScript script) {
        for (int i = 0; i < script.size(); i++) {
            messages.add(script.message(i));
        }
    }

    @Override
    public boolean advance() {
        if (next == messages.size()) {
            return false;
        }
        current.wrap(messages.get(next));
        next++;
        return true;
    }

    @Override
    public boolean exhausted() {
        return false;
    }

    @Override
    public DirectBuffer buffer() {
        return current;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return current.capacity();
    }
}
