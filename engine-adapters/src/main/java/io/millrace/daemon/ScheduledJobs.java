package io.millrace.daemon;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.fixed.Fixed;
import io.millrace.journal.JournalIntegrity;
import io.millrace.notify.DailySummary;
import io.millrace.notify.Notice;
import io.millrace.notify.NoticeEvent;
import io.millrace.schedule.EvaluationTimes;
import io.millrace.schedule.Job;
import io.millrace.schedule.Schedule;
import io.millrace.schedule.ScheduleDesk;
import io.millrace.schedule.ScheduleLine;
import io.millrace.schedule.Scheduler;
import io.millrace.schedule.SchedulesSection;
import io.millrace.snapshot.SnapshotWriter;
import io.millrace.view.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a daemon does by the clock. Strategies are asked by the engine's clock, through the door; everything else goes
 * by the wall clock. The main thread calls {@link #round}; the rest may be called by any.
 */
final class ScheduledJobs implements ScheduleDesk, AutoCloseable {
    private static final String FILE = "schedules.last";

    private final List<Schedule> schedules;
    private final Path journal;
    private final RunState state;
    private final EngineDoor door;
    private final SnapshotWriter snapshots;
    private final Consumer<String> say;
    private final Consumer<Notice> notices;
    private final Scheduler scheduler;
    private final RetainJob retention;
    private final LongSupplier wallMs;
    private final Map<String, String> outcomes = new ConcurrentHashMap<>();
    /** Also by hand, which the scheduler does not count as the schedule's own run. */
    private final Map<String, Long> ranNs = new ConcurrentHashMap<>();

    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile View readModel;
    private volatile long savedBefore;

    /**
     * The schedules of the options, from now on.
     *
     * @param snapshots null when none are kept
     * @param evaluations when strategies are asked
     * @param notices hears the summaries and what a check found
     */
    ScheduledJobs(
            PaperOptions options,
            RunState state,
            EngineDoor door,
            SnapshotWriter snapshots,
            EvaluationTimes evaluations,
            Consumer<String> say,
            Consumer<Notice> notices)
            throws IOException {
        this.schedules = SchedulesSection.of(options.settings());
        this.journal = options.journalDir();
        this.state = state;
        this.door = door;
        this.snapshots = snapshots;
        this.say = say;
        this.notices = notices;
        this.retention = new RetainJob(options);
        this.wallMs = RetainJob.wallClockMs(options);
        List<Schedule> byWall = schedules.stream()
                .filter(schedule -> schedule.job() != Job.EVALUATE)
                .toList();
        this.scheduler = Scheduler.open(byWall, options.dataDir().resolve(FILE), wallNs(), this::run, say);
        door.schedule(evaluations);
    }

    /** Summaries come from this view from now on, null when there is none; what these read stays. */
    void beside(View view, SideWork work) {
        readModel = view;
        retention.spare(view, work);
    }

    /** Waits for what must not outlast the run. */
    @Override
    public void close() {
        retention.close();
    }

    /** Runs what is due. */
    void round() {
        if (!schedules.isEmpty()) {
            scheduler.round(wallNs());
        }
    }

    @Override
    public List<ScheduleLine> list() {
        return schedules.stream().map(this::line).toList();
    }

    @Override
    public Schedule find(String name) {
        return schedules.stream()
                .filter(schedule -> schedule.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String run(Schedule schedule) {
        return switch (schedule.job()) {
            case SUMMARY -> {
                tell(schedule, summary(schedule));
                yield null;
            }
            case SNAPSHOT -> snapshot(schedule);
            case JOURNAL_CHECK -> check(schedule);
            case RETAIN -> retention.begin((bad, text) -> tell(schedule, bad, text));
            case EVALUATE -> "a decision is asked for by a command";
        };
    }

    private ScheduleLine line(Schedule schedule) {
        boolean evaluates = schedule.job() == Job.EVALUATE;
        return new ScheduleLine(
                schedule.name(),
                schedule.job().text(),
                schedule.when(),
                evaluates
                        ? door.evaluated(schedule, false)
                        : Math.max(scheduler.lastNs(schedule), ranNs.getOrDefault(schedule.name(), Long.MIN_VALUE)),
                evaluates ? door.evaluated(schedule, true) : scheduler.nextNs(schedule),
                outcome(schedule));
    }

    /** The day's figures where there is a read model, else those of the moment. */
    private Notice summary(Schedule schedule) {
        View figures = readModel;
        return figures == null
                ? Notice.now(NoticeEvent.DAILY_SUMMARY, id(schedule), moment())
                : DailySummary.ofToday(figures).toNotice();
    }

    private String moment() {
        RunState.View view = state.view();
        double fall = view.peak() == 0 ? 0 : 100 * (1 - (double) view.equity() / view.peak());
        return "equity " + Fixed.format(view.equity()) + ", " + String.format(Locale.ROOT, "%.2f", fall)
                + " % below its peak, orders " + view.orders() + ", fills " + view.fills() + ", open orders "
                + view.openOrders().length + ", step " + view.steps() + state.describeRisk();
    }

    private String snapshot(Schedule schedule) {
        if (snapshots == null) {
            return "no snapshots are kept: --snapshot-every is 0";
        }
        savedBefore = snapshots.written();
        snapshots.request();
        ranNs.put(schedule.name(), wallNs());
        return null;
    }

    /** What became of the snapshot that was asked for last. */
    private String snapshotOutcome() {
        String fault = snapshots.fault();
        if (fault != null) {
            return fault;
        }
        return !snapshots.isWanted() && snapshots.written() > savedBefore
                ? "the state is saved"
                : "asked for, the next quiet moment of the engine writes it";
    }

    private String outcome(Schedule schedule) {
        boolean asked = schedule.job() == Job.SNAPSHOT && ranNs.containsKey(schedule.name());
        return asked ? snapshotOutcome() : outcomes.getOrDefault(schedule.name(), "");
    }

    private String check(Schedule schedule) {
        if (!checking.compareAndSet(false, true)) {
            return "a check of the journal is under way";
        }
        Thread thread = new Thread(() -> checkNow(schedule), "millrace-check");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return null;
    }

    private void checkNow(Schedule schedule) {
        try {
            JournalIntegrity found = ChronicleJournal.check(journal);
            String text = found.intact()
                    ? "the journal is intact: " + found.steps() + " steps"
                    : "THE JOURNAL IS DAMAGED: " + found.firstBad();
            tell(schedule, !found.intact(), text);
        } catch (RuntimeException | InternalError e) {
            // An InternalError is a page of a mapped file that the disk does not give.
            tell(schedule, true, "the journal cannot be checked: " + e);
        } finally {
            checking.set(false);
        }
    }

    private void tell(Schedule schedule, boolean bad, String text) {
        tell(schedule, Notice.now(bad ? NoticeEvent.TROUBLE : NoticeEvent.SCHEDULE, id(schedule), text));
    }

    private void tell(Schedule schedule, Notice notice) {
        outcomes.put(schedule.name(), notice.text());
        ranNs.put(schedule.name(), wallNs());
        say.accept("schedule " + schedule.name() + ": " + notice.text());
        notices.accept(notice);
    }

    private static String id(Schedule schedule) {
        return schedule.name() + "-" + System.currentTimeMillis();
    }

    private long wallNs() {
        return wallMs.getAsLong() * 1_000_000L;
    }
}
