package io.millrace.event;

/**
 * Folds the fields of stateful components into 64 bits, in the order in which they are written.
 *
 * <p>Each value is spread by two odd multiplications and a rotation before it meets the running state, so the chain
 * from one value to the next is only xor, rotate, multiply, add. Every step is a bijection of the state: two different
 * values at the same place never give the same state. Not cryptographic: it finds accidents, not forgeries. One thread.
 */
public final class StateHash implements StateSink, Stateful {
    // Odd, about half of the bits set: 2^64 divided by the golden ratio, and by the square root of two.
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final long CHAIN = 0xB504_F333_F9DE_6485L;
    private static final long START = 0x4D69_6C6C_7261_6365L;
    private static final int SPREAD_ROTATION = 31;
    private static final int CHAIN_ROTATION = 27;

    private long state = START;
    private long count;

    @Override
    public void putLong(final long value) {
        final long spread = Long.rotateLeft(value * SPREAD, SPREAD_ROTATION) * CHAIN;
        state = Long.rotateLeft(state ^ spread, CHAIN_ROTATION) * SPREAD + CHAIN;
        count++;
    }

    /** Forgets everything; returns itself. */
    public StateHash reset() {
        state = START;
        count = 0;
        return this;
    }

    /**
     * The hash of what was written since {@link #reset()}; may be read at any time and more may be written after it.
     */
    public long value() {
        long mixed = state ^ (count * SPREAD);
        mixed = (mixed ^ (mixed >>> 32)) * SPREAD;
        mixed = (mixed ^ (mixed >>> 29)) * CHAIN;
        return mixed ^ (mixed >>> 32);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(state);
        sink.putLong(count);
    }

    @Override
    public void readState(final StateSource source) {
        state = source.getLong();
        count = source.getLong();
    }
}
