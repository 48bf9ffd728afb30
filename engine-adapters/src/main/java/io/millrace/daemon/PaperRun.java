package io.millrace.daemon;

import io.millrace.config.ConfigException;
import io.millrace.engine.TradingEngine;
import io.millrace.event.codec.CommandKind;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalSpaceException;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.OwnerLock;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Halt;
import io.millrace.pipeline.Inlet;
import io.millrace.pipeline.Watchdog;
import io.millrace.plugin.Plugins;
import io.millrace.replay.ReplayException;
import io.millrace.snapshot.SnapshotWriter;
import io.millrace.source.DataException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Paper trading on a recorded feed: through the same inlet, stages and journal as a live feed. {@link #run} blocks
 * until the run ends; {@link #stop} and {@link #kill} may come from any thread.
 *
 * <p>One run an object. What is worth telling people goes to {@code say}, one line at a time.
 */
public final class PaperRun {
    private static final long ROUND_MS = 20;
    private static final String JOURNAL_CHECK = "journal check";

    private final PaperOptions options;
    private final Consumer<String> say;
    private volatile SideWork beside = SideWork.NONE;
    private volatile boolean stopRequested;
    private volatile boolean abandoned;
    private LiveSession live;
    private final AtomicReference<String> killRequestedBy = new AtomicReference<>();
    private volatile Runnable whenAbandoned = () -> {};

    public PaperRun(PaperOptions options, Consumer<String> say) {
        this.options = options;
        this.say = say;
    }

    /**
     * How a run ended.
     *
     * @param exitCode as in the command line's contract
     * @param message one sentence or more, for people
     */
    public record Outcome(int exitCode, String message) {}

    /** Ends the session in order, as soon as possible. */
    public void stop() {
        stopRequested = true;
    }

    /** Latches the kill switch. */
    public void kill(String actor) {
        killRequestedBy.set(actor);
    }

    /** What to do when a stage hangs, beside ending this run: which may hang with it. Before {@link #run}. */
    public PaperRun whenAbandoned(Runnable action) {
        whenAbandoned = action;
        return this;
    }

    /** Runs to the end. */
    public Outcome run() {
        try {
            Files.createDirectories(options.dataDir());
            OwnerLock owner = OwnerLock.take(options.dataDir(), System.currentTimeMillis());
            try {
                return runOwned();
            } finally {
                if (!abandoned) {
                    owner.close();
                }
            }
        } catch (RunException e) {
            return new Outcome(e.exitCode(), e.getMessage());
        } catch (ConfigException e) {
            return new Outcome(ExitCodes.USAGE, e.describe());
        } catch (DataException e) {
            return new Outcome(e.exitCode(), e.getMessage());
        } catch (JournalException | ReplayException e) {
            return new Outcome(ExitCodes.JOURNAL, e.getMessage());
        } catch (IOException e) {
            return new Outcome(
                    ExitCodes.JOURNAL,
                    options.dataDir() + " cannot be used: " + reason(e)
                            + ". Give another --data-dir or correct its rights.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(ExitCodes.FAULT, "the run was interrupted");
        }
    }

    /** What the kind of a failure says, in words. */
    private static String reason(IOException e) {
        String what = e.getMessage();
        if (e instanceof NoSuchFileException) {
            return what + " does not exist and cannot be made there";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied for " + what;
        }
        if (e instanceof FileAlreadyExistsException) {
            return what + " is there and is no folder";
        }
        return what == null ? e.toString() : what;
    }

    private Outcome runOwned() throws IOException, InterruptedException {
        RunState state = new RunState(options.config());
        boolean killed = KillSection.atStart(options.settings());
        if (killed) {
            state.killStays(KillSection.STAYS);
        }
        Inlet inlet = new Inlet(options.pipeline().inletBytes());
        PaperStart start = PaperStart.prepare(options, state, say);
        ControlFiles control = new ControlFiles(options.dataDir(), say);
        control.begin();
        boolean killAtStart = control.killFileExists();
        live = LiveSession.of(options, say);
        boolean haltAtStart = live != null && live.isHalted();
        JournalWriter writer = start.openJournal();
        try {
            int commands = (killAtStart ? 1 : 0) + (killed ? 1 : 0) + (haltAtStart ? 1 : 0);
            TradingEngine engine = start.engine(inlet, 1 + commands, writer);
            EngineDoor door = start.door(inlet);
            Feeder feeder = start.feeder(door, say);
            Health health = new Health(options, state, start.epoch(), feeder);
            DiskWatch disk = new DiskWatch(
                    options.dataDir(), door, options.config().risk().guards().resources());
            Attendance attendance = new Attendance(control, door, state, writer, feeder, health, disk, say);
            attendance.explain(sleeve -> Plugins.thrownBy(engine.strategy(sleeve)));
            try (SnapshotWriter snapshots = start.snapshots(engine, writer);
                    EngineRunner runner = EngineRunner.of(engine, options.pipeline());
                    ScheduledJobs jobs = new ScheduledJobs(
                            options, state, door, snapshots, start.evaluations(), say, notice -> beside.tell(notice))) {
                door.open(start.openingTimeNs(), options.config().mode());
                if (killAtStart) {
                    attendance.killAtStart();
                }
                if (killed) {
                    attendance.killByConfiguration();
                }
                if (haltAtStart) {
                    door.command(CommandKind.HALT, "restart");
                }
                attendance.attend(live);
                RunGauges gauges = new RunGauges(
                                runner, inlet, options.pipeline().inletBytes(), feeder, health)
                        .with(engine.indicatorNames());
                Outcome outcome = watched(gauges, runner, writer, door, feeder, attendance, state, start, jobs);
                if (snapshots != null && snapshots.fault() != null) {
                    say.accept(snapshots.fault() + "; the next start runs the journal from an older one");
                }
                return outcome;
            } finally {
                feeder.abandon();
            }
        } finally {
            // A thread that hangs may come to life in the middle of an append: what is mapped stays mapped, and the end
            // of the process frees it, as after a kill.
            if (!abandoned) {
                writer.close();
            }
        }
    }

    /** {@link #attended} with an eye on the threads and on the part of the journal that the start did not read. */
    private Outcome watched(
            RunGauges gauges,
            EngineRunner runner,
            JournalWriter writer,
            EngineDoor door,
            Feeder feeder,
            Attendance attendance,
            RunState state,
            PaperStart start,
            ScheduledJobs jobs)
            throws IOException, InterruptedException {
        Consumer<JournalException> damaged =
                found -> runner.halt(new Halt(JOURNAL_CHECK, runner.lastSequence(), found));
        try (JournalPatrol patrol = start.patrol(damaged, say);
                Watchdog watchdog = new Watchdog(runner, options.stallMs(), writer::busy, halt -> giveUp(halt, door))) {
            return attended(gauges, runner, feeder, attendance, state, start, jobs, () -> {
                patrol.start();
                if (options.stallMs() > 0) {
                    watchdog.start();
                }
            });
        }
    }

    private void giveUp(Halt halt, EngineDoor door) {
        abandoned = true;
        whenAbandoned.run();
        door.abandon();
        say.accept(halt.describe());
        for (StackTraceElement frame : halt.cause().getStackTrace()) {
            say.accept("    at " + frame);
        }
    }

    private Outcome attended(
            RunGauges gauges,
            EngineRunner runner,
            Feeder feeder,
            Attendance attendance,
            RunState state,
            PaperStart start,
            ScheduledJobs jobs,
            Runnable watch)
            throws IOException, InterruptedException {
        try (SideWork work = SideWork.start(options, start.pastSteps(), say);
                ControlRoom room = ControlRoom.open(
                        options,
                        gauges.with(work),
                        attendance,
                        jobs,
                        text -> {
                            work.note("Backtest", text);
                            say.accept(text);
                        },
                        say)) {
            beside = work;
            jobs.beside(room.view(), work);
            Outcome refused =
                    live == null ? null : live.begin(state, room.view(), attendance, () -> passOnStop(attendance));
            if (refused != null) {
                passOnStop(attendance);
                Outcome outcome = attendance.leave() ? latched(refused, runner, attendance, feeder, state) : refused;
                room.ended();
                attendance.finish();
                attendance.ended(Health.STOPPED, outcome.message());
                work.ended(outcome);
                return outcome;
            }
            StandingWatch standing = new StandingWatch(state, say);
            runner.start();
            watch.run();
            feeder.start();
            JournalBudget budget = new JournalBudget(
                    options.journalDir(), JournalSection.budgetMb(options.settings()), say, work::tell);
            RefusalWatch refusals = new RefusalWatch(state, say, work::tell);
            say.accept("running: " + options.config().mode().name().toLowerCase(Locale.ROOT) + ", session "
                    + start.epoch() + ", journal " + options.journalDir()
                    + (options.dryRun() ? "; dry run: orders are decided and journaled, none is sent" : ""));
            while (!runner.awaitEnd(ROUND_MS)) {
                gauges.sample();
                attend(attendance, feeder);
                if (live != null) {
                    live.beat(state);
                }
                jobs.round();
                budget.round(System.nanoTime());
                standing.round(System.nanoTime());
                refusals.round(System.nanoTime());
            }
            standing.round(System.nanoTime());
            room.ended();
            attendance.finish();
            Outcome outcome = outcome(runner.halt(), feeder, state);
            if (live != null) {
                live.ended(runner.halt() == null && feeder.fault() == null);
            }
            attendance.ended(runner.halt() == null ? Health.STOPPED : Health.HALTED, outcome.message());
            work.ended(outcome);
            return outcome;
        }
    }

    /** A kill that ended the countdown is journaled, so that the next start finds it; no row is fed. */
    private Outcome latched(Outcome refused, EngineRunner runner, Attendance attendance, Feeder feeder, RunState state)
            throws InterruptedException {
        runner.start();
        while (!runner.awaitEnd(ROUND_MS)) {
            attendance.leave();
        }
        Outcome ended = outcome(runner.halt(), feeder, state);
        return new Outcome(ended.exitCode(), refused.message() + "; " + ended.message());
    }

    /** A signal during the countdown ends it. */
    private void passOnStop(Attendance attendance) {
        if (stopRequested) {
            live.stop("a signal");
        }
        String killer = passOnKill(attendance);
        if (killer != null) {
            live.stop("the kill switch of " + killer);
        }
    }

    /** Who asked for the kill switch; null when nobody did. */
    private String passOnKill(Attendance attendance) {
        String actor = killRequestedBy.get();
        if (actor != null && attendance.kill(actor)) {
            killRequestedBy.compareAndSet(actor, null);
        }
        return actor;
    }

    private void attend(Attendance attendance, Feeder feeder) {
        passOnKill(attendance);
        if (stopRequested) {
            feeder.stop();
        }
        attendance.round();
    }

    private Outcome outcome(Halt halt, Feeder feeder, RunState state) {
        if (halt != null && halt.cause() instanceof JournalSpaceException full) {
            // Not a fault of the engine: it stopped in order, before a byte of this step was written.
            return new Outcome(
                    ExitCodes.JOURNAL, "stopped before step " + halt.lastSequence() + ": " + full.getMessage());
        }
        if (halt != null && halt.stage().equals(JOURNAL_CHECK)) {
            return new Outcome(
                    ExitCodes.JOURNAL,
                    "the engine halted in stage " + halt.stage() + " at step " + halt.lastSequence() + ": "
                            + halt.cause().getMessage());
        }
        if (halt != null) {
            return new Outcome(
                    ExitCodes.FAULT,
                    halt.describe() + ". The journal is intact up to there; find the cause, then start again.");
        }
        if (feeder.fault() != null) {
            return new Outcome(ExitCodes.FAULT, "the feed failed after row " + feeder.rows() + ": " + feeder.fault());
        }
        String done = "stopped in order after " + feeder.rows() + " rows of this session, step " + state.steps()
                + state.describeRisk();
        if (state.isStopped()) {
            return new Outcome(ExitCodes.KILLED, done);
        }
        // A run to the end of its data is judged by its result, as a backtest is; one that was stopped goes on later.
        boolean worthless = options.once() && !state.failed().isEmpty();
        return new Outcome(worthless ? ExitCodes.REFUSED : ExitCodes.DONE, done);
    }
}
