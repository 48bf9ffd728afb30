package io.millrace.engine;

import io.millrace.event.OffHeap;
import io.millrace.feed.InputSource;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A copy of the message that another source is at; nothing comes behind it. */
final class HeldInput implements InputSource {
    private final UnsafeBuffer message;

    HeldInput(final InputSource source) {
        message = OffHeap.allocate(source.length());
        message.putBytes(0, source.buffer(), source.offset(), source.length());
    }

    @Override
    public boolean advance() {
        return false;
    }

    @Override
    public boolean exhausted() {
        return true;
    }

    @Override
    public DirectBuffer buffer() {
        return message;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return message.capacity();
    }
}
