package io.millrace.daemon;

import io.millrace.engine.EngineConfig;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.live.LastLife;
import io.millrace.live.LiveGate;
import io.millrace.live.LivePermit;
import io.millrace.live.LiveRequest;
import io.millrace.replay.JournalHeader;
import io.millrace.risk.LimitsInForce;
import io.millrace.risk.LiveLimit;
import io.millrace.risk.RiskLimits;
import io.millrace.view.LimitLine;
import io.millrace.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A run in mode live, from its conditions to its end: nothing reaches the engine before the countdown is over. What it
 * writes down each second tells the next start whether this one crashed while it traded. Main thread; {@link #stop} and
 * the questions may be asked by any.
 */
final class LiveSession {
    private static final long BEAT_NS = 1_000_000_000L;
    private static final long ROUND_NS = 20_000_000L;
    private static final long NANOS_A_MILLI = 1_000_000L;

    private static final String HALTED = "HALTED";

    private final LiveStart start;
    private final EngineConfig config;
    private final Path dataDir;
    private final Consumer<String> say;
    private final LiveRequest request;
    private final AtomicReference<String> stoppedBy = new AtomicReference<>();
    private volatile boolean counting;
    private volatile boolean halted;
    private volatile String whyHalted;
    private LivePermit permit;
    private long lastBeatNs = System.nanoTime() - BEAT_NS;
    private boolean saidTrouble;

    private LiveSession(PaperOptions options, Consumer<String> say) {
        this.start = options.live();
        this.config = options.config();
        this.dataDir = options.dataDir();
        this.say = say;
        this.request = start.request().at(System.currentTimeMillis());
        require(request);
        judge(request);
    }

    /**
     * The session of these options; null in other modes. Behind the recovery, which may have taken its time.
     *
     * @throws RunException as {@link #require(LiveStart)}
     */
    static LiveSession of(PaperOptions options, Consumer<String> say) {
        return options.live() == null ? null : new LiveSession(options, say);
    }

    /**
     * Refuses a start for which a condition is missing that must hold before anything is touched.
     *
     * @throws RunException naming each
     */
    static void require(LiveStart start) {
        if (start == null) {
            throw new RunException(ExitCodes.USAGE, "engine.mode is LIVE; it needs run --mode live --live");
        }
        require(start.request());
    }

    private static void require(LiveRequest request) {
        List<String> refusals = LiveGate.refusals(request);
        if (!refusals.isEmpty() && !LiveGate.mayComeUpHalted(request)) {
            throw new RunException(
                    ExitCodes.USAGE,
                    "live trading is refused, nothing was sent or changed:\n  " + String.join("\n  ", refusals));
        }
    }

    /** Whether it only looks after what is open: no entry can leave, and nobody can resume. */
    boolean isHalted() {
        return halted;
    }

    /** Whether the countdown runs, or was ended by somebody. Any thread. */
    boolean isCounting() {
        return counting;
    }

    /** Why there is no resuming. */
    String whyHalted() {
        return whyHalted;
    }

    private void judge(LiveRequest now) {
        whyHalted = String.join("; ", LiveGate.refusals(now));
        halted = LiveGate.mayComeUpHalted(now);
    }

    /** Ends the countdown. Any thread. */
    void stop(String by) {
        stoppedBy.compareAndSet(null, by);
    }

    /**
     * Counts down, shown to people.
     *
     * @param view to read the limits from; may be null
     * @param attendance goes on meanwhile
     * @param signals calls {@link #stop} when somebody wants that
     * @return null when trading may begin, else why not and with which exit code
     */
    PaperRun.Outcome begin(RunState state, View view, Attendance attendance, Runnable signals) {
        if (halted) {
            tellHalted(attendance);
            return null;
        }
        List<String> facts = facts(state, view);
        say.accept("LIVE TRADING BEGINS in " + seconds(start.countdownMs()) + " s; ctrl-C or millrace stop ends this");
        facts.forEach(line -> say.accept("  " + line));
        counting = true;
        LiveGate.Outcome outcome = LiveGate.open(
                request, () -> isLeftAlone(attendance, String.join("; ", facts), signals), System::currentTimeMillis);
        attendance.alert("");
        permit = outcome.permit();
        if (permit == null) {
            return notBegun(String.join("; ", outcome.refusals()), attendance);
        }
        counting = false;
        // In this order: a crash in between leaves one of both, so that the next start can look after what is open.
        note(state.view().risk().trading());
        disarm();
        say.accept("live trading of " + masked(start.account()) + " has begun");
        return null;
    }

    private PaperRun.Outcome notBegun(String why, Attendance attendance) {
        String before = "live trading has not begun: " + why;
        if (stoppedBy.get() != null) {
            disarm();
            ended(true);
            return new PaperRun.Outcome(ExitCodes.DONE, before + " by " + stoppedBy.get());
        }
        judge(request.at(System.currentTimeMillis()));
        if (!halted) {
            return new PaperRun.Outcome(ExitCodes.USAGE, before);
        }
        // Before any row, as at a start.
        attendance.halt("restart");
        counting = false;
        tellHalted(attendance);
        return null;
    }

    private void tellHalted(Attendance attendance) {
        attendance.alert("HALTED: " + whyHalted);
        say.accept("HALTED, only exits and cancels pass, and resume is refused: " + whyHalted);
    }

    /** Writes down that it lives; once a second. */
    void beat(RunState state) {
        if (System.nanoTime() - lastBeatNs >= BEAT_NS) {
            lastBeatNs = System.nanoTime();
            // The first beat may come before the engine has taken HALT.
            note(halted ? HALTED : state.view().risk().trading());
        }
    }

    /**
     * The end, as far as the next start must know of it.
     *
     * @param inOrder whether nothing but an arming is needed then
     */
    void ended(boolean inOrder) {
        if (!inOrder) {
            note(HALTED);
            return;
        }
        try {
            Files.deleteIfExists(dataDir.resolve(LiveFacts.LIFE_FILE));
        } catch (IOException e) {
            tell(e);
        }
    }

    /** An account's name without the characters that arming asks for. */
    static String masked(String account) {
        int shown = Math.max(0, account.length() - ArmCommand.TYPED);
        return account.substring(0, shown) + "*".repeat(account.length() - shown);
    }

    static List<String> symbols(EngineConfig config) {
        return config.instruments().stream().map(Instrument::symbol).toList();
    }

    private boolean isLeftAlone(Attendance attendance, String facts, Runnable signals) {
        long endNs = System.nanoTime() + start.countdownMs() * NANOS_A_MILLI;
        long said = seconds(start.countdownMs());
        attendance.alert("live trading begins in " + said + " s: " + facts);
        while (stoppedBy.get() == null && endNs - System.nanoTime() > 0) {
            long left = seconds(TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime()));
            if (left < said) {
                said = left;
                say.accept("live in " + left + " s");
                attendance.alert("live trading begins in " + left + " s: " + facts);
            }
            signals.run();
            attendance.countdownRound();
            LockSupport.parkNanos(Math.min(ROUND_NS, Math.max(1, endNs - System.nanoTime())));
        }
        signals.run();
        return stoppedBy.get() == null;
    }

    private List<String> facts(RunState state, View view) {
        List<String> facts = new ArrayList<>();
        facts.add("account " + masked(start.account())
                + " at the simulated venue, the only one there is: no order leaves this machine");
        facts.add("equity " + Fixed.format(state.view().equity()) + state.describeRisk());
        facts.add("symbols " + String.join(", ", symbols(config)));
        facts.add("limits " + limits(view));
        long canaryNs = config.risk().guards().timing().canaryNs();
        facts.add("entries of the smallest size for the first "
                + TimeUnit.NANOSECONDS.toSeconds(canaryNs == RiskLimits.UNLIMITED ? 0 : canaryNs) + " s of feed time");
        facts.add("version " + JournalHeader.ENGINE_VERSION);
        return facts;
    }

    /** Those in force, where the read model knows them already, else the configured ones. */
    private String limits(View view) {
        if (view != null && view.journal().caughtUp()) {
            return view.limits().stream().map(LiveSession::text).collect(Collectors.joining(", "));
        }
        LimitsInForce configured = new LimitsInForce(config.risk());
        return Arrays.stream(LiveLimit.values())
                .map(limit -> limit.key() + " " + limit.format(configured.value(limit)))
                .collect(Collectors.joining(", "));
    }

    private static String text(LimitLine line) {
        return line.limit().key() + " " + line.limit().format(line.value());
    }

    /** An arming is for one start. */
    private void disarm() {
        try {
            Files.deleteIfExists(dataDir.resolve(LiveFacts.ARMED_FILE));
        } catch (IOException e) {
            tell(e);
        }
    }

    private void note(String trading) {
        try {
            new LastLife(System.currentTimeMillis(), trading, request.binding())
                    .write(dataDir.resolve(LiveFacts.LIFE_FILE));
        } catch (IOException e) {
            tell(e);
        }
    }

    private void tell(IOException e) {
        if (!saidTrouble) {
            saidTrouble = true;
            say.accept(dataDir + ": what live trading writes down cannot be written: " + e
                    + "; after a crash it will not arm itself again");
        }
    }

    private static long seconds(long millis) {
        return (millis + 999) / 1_000;
    }
}
