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
    private final boolean live;
    private long earliestNs = Trigger.NEVER;

    /**
     * Times from where the journal ends.
     *
     * @param journaled by a schedule's id, when it was last asked; {@code Long.MIN_VALUE} when it was not
     * @param openingNs engine time at which the session begins
     * @param liveNs the wall clock of a live feed; {@code Long.MIN_VALUE} of a recorded one, which misses nothing
     */
    public EvaluationTimes(List<Schedule> schedules, LongUnaryOperator journaled, long openingNs, long liveNs) {
        this.schedules = schedules.stream()
                .filter(schedule -> schedule.job() == Job.EVALUATE)
                .toList();
        this.nextNs = new long[this.schedules.size()];
        this.lastNs = new long[nextNs.length];
        this.live = liveNs != Long.MIN_VALUE;
        for (int i = 0; i < nextNs.length; i++) {
            lastNs[i] = journaled.applyAsLong(this.schedules.get(i).id());
            nextNs[i] = firstNs(this.schedules.get(i), Math.max(lastNs[i], openingNs), liveNs);
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
        int place = schedules.indexOf(schedule);
        return place < 0 ? Long.MIN_VALUE : lastNs[place];
    }

    /** When this schedule is due next. */
    public long nextNs(Schedule schedule) {
        int place = schedules.indexOf(schedule);
        return place < 0 ? Trigger.NEVER : nextNs[place];
    }

    private static long firstNs(Schedule schedule, long fromNs, long liveNs) {
        long next = schedule.trigger().next(fromNs);
        if (next > liveNs) {
            return next;
        }
        return schedule.runsMissed()
                ? Math.min(liveNs + SETTLE_NS, schedule.trigger().next(liveNs))
                : schedule.trigger().next(liveNs);
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
