package io.millrace.daemon;

import java.util.concurrent.atomic.DoubleAccumulator;

/** The largest of some readings since it was asked last. Readings are 0 or more. Any thread. */
final class Peak {
    private final DoubleAccumulator largest = new DoubleAccumulator(Math::max, 0);

    void note(double reading) {
        largest.accumulate(reading);
    }

    /** The largest since the last call, 0 without a reading; begins anew. */
    double take() {
        return largest.getThenReset();
    }
}
