package io.millrace.proof;

import io.millrace.feed.InputSource;
import org.agrona.DirectBuffer;

/** Plays a tape from its start to its end. */
final class TapeSource implements InputSource {
    private final InputTape tape;
    private int current = -1;

    TapeSource(final InputTape tape) {
        this.tape = tape;
    }

    @Override
    public boolean advance() {
        if (current + 1 >= tape.size()) {
            return false;
        }
        current++;
        return true;
    }

    @Override
    public boolean exhausted() {
        return current + 1 >= tape.size();
    }

    @Override
    public DirectBuffer buffer() {
        return tape.buffer();
    }

    @Override
    public int offset() {
        return tape.offset(current);
    }

    @Override
    public int length() {
        return tape.offset(current + 1) - tape.offset(current);
    }
}
