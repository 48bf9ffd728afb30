package io.millrace.feedserver;

import java.util.List;

/**
 * What a server plays and how. Immutable.
 *
 * @param speed trade time per wall time; infinite = as fast as clients read
 * @param now times are moved (and shrunk by the speed) so that the first trade happens when a client first subscribes
 * @param patient nothing is played while nobody listens
 * @param rewind a client that comes back is first given so many trades again
 * @param end a client is told that all is over (close code 1000) when the last trade is out
 * @param faults in their order
 * @param loop begins again behind the last trade, with times and numbers that go on
 * @param rate trades a second, evenly, instead of by their own times; 0 = by these
 */
public record FeedPlan(
        double speed,
        boolean now,
        boolean patient,
        int rewind,
        boolean end,
        List<Fault> faults,
        boolean loop,
        int rate) {
    public FeedPlan {
        faults = List.copyOf(faults);
    }

    /** All trades with their own times, as fast as they are read, while somebody listens, then the end. */
    public static FeedPlan fast() {
        return new FeedPlan(Double.POSITIVE_INFINITY, false, true, 0, true, List.of(), false, 0);
    }

    public FeedPlan withFaults(String script) {
        return new FeedPlan(speed, now, patient, rewind, end, Fault.parse(script), loop, rate);
    }

    public FeedPlan withSpeed(double value) {
        return new FeedPlan(value, now, patient, rewind, end, faults, loop, rate);
    }

    public FeedPlan withNow(boolean value) {
        return new FeedPlan(speed, value, patient, rewind, end, faults, loop, rate);
    }

    public FeedPlan withPatient(boolean value) {
        return new FeedPlan(speed, now, value, rewind, end, faults, loop, rate);
    }

    public FeedPlan withRewind(int trades) {
        return new FeedPlan(speed, now, patient, trades, end, faults, loop, rate);
    }

    public FeedPlan withEnd(boolean value) {
        return new FeedPlan(speed, now, patient, rewind, value, faults, loop, rate);
    }

    /** Without an end. */
    public FeedPlan withLoop(boolean value) {
        return new FeedPlan(speed, now, patient, rewind, end, faults, value, rate);
    }

    /** Evenly, so many a second. */
    public FeedPlan withRate(int trades) {
        return new FeedPlan(speed, now, patient, rewind, end, faults, loop, trades);
    }
}
