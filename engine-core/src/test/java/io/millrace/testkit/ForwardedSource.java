package io.millrace.testkit;

import io.millrace.feed.InputSource;
import org.agrona.DirectBuffer;

/** Another source, for tests that look at how it is asked. */
public abstract class ForwardedSource implements InputSource {
    private final InputSource source;

    protected ForwardedSource(final InputSource source) {
        this.source = source;
    }

    @Override
    public boolean advance() {
        return source.advance();
    }

    @Override
    public boolean exhausted() {
        return source.exhausted();
    }

    @Override
    public DirectBuffer buffer() {
        return source.buffer();
    }

    @Override
    public int offset() {
        return source.offset();
    }

    @Override
    public int length() {
        return source.length();
    }
}
