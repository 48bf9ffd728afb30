package io.millrace.schedule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs jobs by the wall clock, those that only look at the engine. Asked often by one thread;
 * what was due while nothing ran is run once or not at all, and a clock that jumps over many times runs one.
 * Times in nanoseconds UTC.
 */
public final class Scheduler {
    private final List<Schedule> schedules;
    private final LastRuns runs;
    private final long[] nextNs;
    private final Function<Schedule, String> job;
    private final Consumer<String> say;

    private Scheduler(List<Schedule> schedules, LastRuns runs, Function<Schedule, String> job, Consumer<String> say) {
        this.schedules = schedules;
        this.runs = runs;
        this.nextNs = new long[schedules.size()];
        this.job = job;
        this.say = say;
    }

    /**
     * A scheduler from now on.
     *
     * @param file remembers the last runs
     * @param job runs one, without blocking; says why not, or null
     */
    public static Scheduler open(
            List<Schedule> schedules, Path file, long nowNs, Function<Schedule, String> job, Consumer<String> say)
            throws IOException {
        Scheduler scheduler = new Scheduler(List.copyOf(schedules), LastRuns.open(file), job, say);
        for (int i = 0; i < schedules.size(); i++) {
            scheduler.nextNs[i] = scheduler.firstNs(schedules.get(i), nowNs);
        }
        return scheduler;
    }

    /** Runs what is due. */
    public synchronized void round(long nowNs) {
        for (int i = 0; i < nextNs.length; i++) {
            if (nextNs[i] <= nowNs) {
                run(i, nowNs);
            }
        }
    }

    /** When it last ran; {@code Long.MIN_VALUE} when it did not. */
    public synchronized long lastNs(Schedule schedule) {
        return runs.of(schedule.name());
    }

    /** When it is due next. */
    public synchronized long nextNs(Schedule schedule) {
        int place = schedules.indexOf(schedule);
        return place < 0 ? Trigger.NEVER : nextNs[place];
    }

    private long firstNs(Schedule schedule, long nowNs) {
        long last = runs.of(schedule.name());
        boolean missed = last != Long.MIN_VALUE && schedule.trigger().next(last) <= nowNs;
        if (missed) {
            say.accept("schedule " + schedule.name() + ": was due while nothing ran; "
                    + (schedule.runsMissed() ? "runs once now" : "left out"));
        }
        return missed && schedule.runsMissed() ? nowNs : schedule.trigger().next(nowNs);
    }

    private void run(int place, long nowNs) {
        Schedule schedule = schedules.get(place);
        nextNs[place] = schedule.trigger().next(nowNs);
        try {
            // First: a job that ends the process must not be run again by each start.
            runs.put(schedule.name(), nowNs);
        } catch (IOException e) {
            say.accept("schedule " + schedule.name() + ": its last run cannot be written down: " + e
                    + "; a restart may run it again");
        }
        String refused = attempt(schedule);
        if (refused != null) {
            say.accept("schedule " + schedule.name() + ": not run, " + refused);
        }
    }

    /** A job that fails must not end the thread that attends to the engine. */
    private String attempt(Schedule schedule) {
        try {
            return job.apply(schedule);
        } catch (RuntimeException e) {
            return "a fault: " + e;
        }
    }
}
