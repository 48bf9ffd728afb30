package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.fixed.Fixed;

/**
 * A fall from a high-water mark that counts once: it trips at the limit and stays so until the value is within 2 % of
 * the mark again, where the one who asks wants that, or until a person resumes; then the mark is set anew. Money at
 * 1e-8, limits and falls as fractions of the mark.
 */
final class Tripwire implements Stateful {
    private static final long RECOVERED = Fixed.ONE / 50;

    private final HighWater mark = new HighWater();
    private boolean tripped;

    static Tripwire[] row(final int length) {
        final Tripwire[] row = new Tripwire[length];
        for (int i = 0; i < length; i++) {
            row[i] = new Tripwire();
        }
        return row;
    }

    boolean isTripped() {
        return tripped;
    }

    /** See {@link HighWater#shift}. */
    void shift(final long change) {
        mark.shift(change);
    }

    /** The newest value; to be told before it is asked for. */
    void update(final long value) {
        mark.update(value);
    }

    double fall(final long value) {
        return mark.fall(value);
    }

    /** True when the value has now fallen so far; false while it stays there. */
    boolean trips(final long value, final long limit) {
        final boolean trips = !tripped && mark.isDown(value, limit);
        tripped |= trips;
        return trips;
    }

    /** True when the value is now near the mark again. */
    boolean recovers(final long value, final long limit) {
        final boolean recovers = tripped && !mark.isDown(value, Math.min(RECOVERED, limit));
        tripped &= !recovers;
        return recovers;
    }

    /** A person accepts the loss. */
    void onResume() {
        if (tripped) {
            tripped = false;
            mark.forget();
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        mark.writeState(sink);
        sink.putLong(tripped ? 1 : 0);
    }

    @Override
    public void readState(final StateSource source) {
        mark.readState(source);
        tripped = source.getBoolean("Tripwire.tripped");
    }
}
