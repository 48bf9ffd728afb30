package io.millrace.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * When strategies are asked, by the engine's own clock, which is that of its rows: a recorded feed is asked at the same
 * places however fast it is played, and a restart asks nothing twice, because the journal says what was asked. One
 * thread at a time. Times in nanoseconds UTC.
 */
public final class EvaluationTimes {
    /** What was missed is asked when data have come in. */
    private static final long SETTLE_NS = 60_000_000_000L;

    private final List<Schedule> schedules;
    private final long[] nextNs;
    private final long[] lastNs;
    private boolean begun;
    private boolean live;
    private long earliestNs = Trigger.NEVER;

    /**
     * Times from where the journal ends.
     *
     * @param journaled by a schedule's id, when it was last asked; {@code Long.MIN_VALUE} when it was not
     * @param fromNs time of the last journaled row: what was due up to it was asked before it. Of a journal without
     *     rows when the session begins; 0 = the first row says it
     */
    public EvaluationTimes(List<Schedule> schedules, LongUnaryOperator journaled, long fromNs) {
        this.schedules = schedules.stream()
                .filter(schedule -> schedule.job() == Job.EVALUATE)
                .toList();
        this.nextNs = new long[this.schedules.size()];
        this.lastNs = new long[nextNs.length];
        for (int i = 0; i < nextNs.length; i++) {
            lastNs[i] = journaled.applyAsLong(this.schedules.get(i).id());
        }
        Arrays.fill(nextNs, Trigger.NEVER);
        begin(fromNs);
    }

    /** True when {@link #next} comes before a row of this time, or with it. */
    public boolean isDue(long rowNs) {
        if (!begun) {
            begin(rowNs);
        }
        return earliestNs <= rowNs;
    }

    /**
     * From now on rows come by the wall clock. What was due while nothing ran is asked once or not at all; a schedule
     * that was never asked misses nothing, it may be new.
     *
     * @param wallNs that clock
     */
    public void goLive(long wallNs) {
        live = true;
        for (int i = 0; i < nextNs.length; i++) {
            if (nextNs[i] <= wallNs) {
                Schedule schedule = schedules.get(i);
                long next = schedule.trigger().next(wallNs);
                boolean asks = schedule.runsMissed() && lastNs[i] != Long.MIN_VALUE;
                nextNs[i] = asks ? Math.min(wallNs + SETTLE_NS, next) : next;
            }
        }
        findEarliest();
    }

    /** The next time; {@link Trigger#NEVER} when there is none. */
    public long nextNs() {
        return earliestNs;
    }

    /** The schedule that is due then. */
    public Schedule next() {
        return schedules.get(place());
    }

    /** It was asked. {@code nowNs} is the time of the row that comes. */
    public void asked(long nowNs) {
        int place = place();
        lastNs[place] = earliestNs;
        long following = schedules.get(place).trigger().next(earliestNs);
        // A live feed whose clock jumped over several times is asked once more, not for each.
        if (live && following <= nowNs) {
            following = schedules.get(place).trigger().newest(earliestNs, nowNs);
        }
        nextNs[place] = following;
        findEarliest();
    }

    /** When this schedule was last asked. */
    public long lastNs(Schedule schedule) {
        int place = place(schedule.id());
        return place < 0 ? Long.MIN_VALUE : lastNs[place];
    }

    /** When this schedule is due next. */
    public long nextNs(Schedule schedule) {
        int place = place(schedule.id());
        return place < 0 ? Trigger.NEVER : nextNs[place];
    }

    /** Before the epoch nothing was traded: a venue's clock stands at 0 until the venue has said its time. */
    private void begin(long fromNs) {
        begun = fromNs > 0;
        for (int i = 0; i < nextNs.length && begun; i++) {
            nextNs[i] = schedules.get(i).trigger().next(Math.max(lastNs[i], fromNs));
        }
        findEarliest();
    }

    private int place(long id) {
        int place = schedules.size() - 1;
        while (place >= 0 && schedules.get(place).id() != id) {
            place--;
        }
        return place;
    }

    private int place() {
        int place = 0;
        while (nextNs[place] != earliestNs) {
            place++;
        }
        return place;
    }

    private void findEarliest() {
        earliestNs = Arrays.stream(nextNs).min().orElse(Trigger.NEVER);
    }
}
