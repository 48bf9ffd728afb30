package io.millrace.portfolio.regime;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RegimeState;

/** A state that changes only when another one has held for so many bars in a row. Starts neutral. One thread. */
final class Hysteresis implements Stateful {
    private final int holdBars;
    private RegimeState current = RegimeState.NEUTRAL;
    private RegimeState candidate = RegimeState.NEUTRAL;
    private int bars;

    Hysteresis(final int holdBars) {
        this.holdBars = holdBars;
    }

    RegimeState current() {
        return current;
    }

    /** Bars in a row that said what the newest one said. */
    int bars() {
        return bars;
    }

    /**
     * Takes what one bar says.
     *
     * @return true when the state changed with it
     */
    boolean accept(final RegimeState said) {
        bars = said == candidate ? Math.min(bars + 1, Integer.MAX_VALUE - 1) : 1;
        candidate = said;
        if (said == current || bars < holdBars) {
            return false;
        }
        current = said;
        return true;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(current.value());
        sink.putLong(candidate.value());
        sink.putLong(bars);
    }

    @Override
    public void readState(final StateSource source) {
        current = RegimeState.get((short) source.getCount("Hysteresis.current", 255));
        candidate = RegimeState.get((short) source.getCount("Hysteresis.candidate", 255));
        bars = source.getInt("Hysteresis.bars");
    }
}
