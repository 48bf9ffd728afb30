package io.millrace.testkit;

import io.millrace.feed.InputSource;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Gives what a script holds, also what is written to it meanwhile. One thread. */
final class ScriptSource implements InputSource {
    private final InputScript script;
    private final boolean ends;
    private final UnsafeBuffer current = new UnsafeBuffer(new byte[0]);
    private int next;

    /** @param ends whether it is exhausted as soon as its last message was taken, like a closed inlet; else never */
    ScriptSource(final InputScript script, final boolean ends) {
        this.script = script;
        this.ends = ends;
    }

    @Override
    public boolean advance() {
        if (next == script.size()) {
            return false;
        }
        current.wrap(script.shared(next));
        next++;
        return true;
    }

    @Override
    public boolean exhausted() {
        return ends && next == script.size();
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
