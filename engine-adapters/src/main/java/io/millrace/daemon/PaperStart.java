package io.millrace.daemon;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.Holdings;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.OffHeap;
import io.millrace.event.codec.RunMode;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;
import io.millrace.fixed.Fixed;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.pipeline.Inlet;
import io.millrace.pipeline.Layout;
import io.millrace.replay.FirstDifference;
import io.millrace.replay.JournalContents;
import io.millrace.replay.JournalHeader;
import io.millrace.replay.JournalTally;
import io.millrace.replay.Recovery;
import io.millrace.replay.StepJournal;
import io.millrace.schedule.EvaluationTimes;
import io.millrace.schedule.SchedulesSection;
import io.millrace.settings.DataCheck;
import io.millrace.settings.RunInputs;
import io.millrace.settings.UniverseNotices;
import io.millrace.snapshot.SnapshotFolder;
import io.millrace.snapshot.SnapshotWriter;
import io.millrace.source.SeriesInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Everything before the first step of a session: the journal is checked, its run is run again and compared, the feed is
 * put behind the last journaled row. Of a recorded feed it changes nothing on disk before {@link #openJournal}; of a
 * live one there is {@link RowSpool}, which is opened here.
 */
final class PaperStart {
    private final PaperOptions options;
    private final EngineFactory factory;
    private final RunState state;
    private final PastRun pastRun;
    private final JournalContents past;
    private final JournalTally tally = new JournalTally();
    private final StepListener models;
    private final Recovery recovery;
    private final RowSpool spool;
    private final InputSource tape;
    private final EventUnderWay underWay;
    private final long openingTimeNs;

    private PaperStart(PaperOptions options, RunState state, PastRun pastRun, Consumer<String> say) {
        this.options = options;
        this.state = state;
        this.pastRun = pastRun;
        this.past = pastRun.contents();
        this.models = step -> {
            tally.onStep(step);
            state.onStep(step);
        };
        EngineFactory sending = new EngineFactory(options.config());
        this.factory = options.dryRun() ? sending.withoutSending() : sending;
        this.spool = options.feed() == null ? null : openSpool(say);
        this.tape = tapeBehind(journaledRows());
        this.underWay = new EventUnderWay(
                tape,
                this::newEvaluations,
                past == null ? Long.MIN_VALUE : past.lastTimeNs(),
                EngineDoor.commandId(epoch(), 1));
        this.recovery = past == null || past.steps() == 0 ? null : recover(say);
        // The session begins at the time of the last step: an event under way must find the engine's time unchanged.
        this.openingTimeNs = recovery != null ? past.lastTimeNs() : firstTimeNs();
    }

    static PaperStart prepare(PaperOptions options, RunState state, Consumer<String> say) throws IOException {
        requireUsable(options);
        if (options.feed() == null) {
            new UniverseNotices(options.config(), options.data()).beforeRun().forEach(say);
        }
        PastRun past = PastRun.of(options, say);
        if (past.contents() != null) {
            requireSameConfig(past.contents().header().config(), options);
        }
        return new PaperStart(options, state, past, say);
    }

    /** The number of this session on its journal. */
    int epoch() {
        return past == null ? 1 : past.epoch() + 1;
    }

    /** Steps that the journal held before this session. */
    long pastSteps() {
        return past == null ? 0 : past.steps();
    }

    /** The way in. */
    EngineDoor door(Inlet inlet) {
        return new EngineDoor(inlet, epoch(), spool, takenRows(), underWay.asked() == null ? 0 : 1);
    }

    /** Gives the rows that are not journaled yet. */
    Feeder feeder(EngineDoor door, Consumer<String> say) {
        if (options.feed() == null) {
            return new TapeFeeder(underWay.rest(), door, options.speed(), options.once());
        }
        FeedInputs inputs = new FeedInputs(options.feed(), door, tradeIds());
        return new LiveFeeder(options.feed(), inputs, underWay.rest(), door, openingTimeNs, options.once(), say);
    }

    private long[] tradeIds() {
        return past == null ? new long[0] : past.tradeIds();
    }

    private long takenRows() {
        boolean tookRow = recovery != null && recovery.tookNextEvent() && underWay.asked() == null;
        return journaledRows() + (tookRow ? 1 : 0);
    }

    /** When strategies are asked in this session. */
    EvaluationTimes evaluations() {
        return underWay.asked() != null ? underWay.asked() : newEvaluations();
    }

    private EvaluationTimes newEvaluations() {
        return new EvaluationTimes(
                SchedulesSection.of(options.settings()),
                state::evaluatedNs,
                journaledRows() == 0 ? firstTimeNs() : InputMessage.receiveTimeNs(OffHeap.copyOf(past.lastRow()), 0));
    }

    private long firstTimeNs() {
        return options.feed() != null
                ? options.feed().clock().begin()
                : InputMessage.receiveTimeNs(tape.buffer(), tape.offset());
    }

    private RowSpool openSpool(Consumer<String> say) {
        Path file = options.journalDir().resolveSibling(options.journalDir().getFileName() + "-rows");
        RowSpool opened = RowSpool.open(file, options.pipeline().inletBytes());
        if (past == null || past.rows() == 0) {
            opened.clear();
        } else if (!opened.holds(past.rows(), past.lastRow())) {
            // An empty one is what a journal has whose rows came from a file, or which was copied: nothing is lost.
            if (!opened.isEmpty()) {
                say.accept("not used: " + file + " keeps rows of another journal, so what a killed run had received"
                        + " and not yet journaled is not given again; the feed goes on from here");
            }
            opened.clear();
        }
        return opened;
    }

    /** Engine time at which the session begins. */
    long openingTimeNs() {
        return openingTimeNs;
    }

    JournalWriter openJournal() {
        String header = JournalHeader.of(options.config()).text();
        JournalSettings settings = JournalSettings.of(options.journalDir(), header)
                .withDurability(options.durability())
                .withRolling(JournalSection.rolling(options.settings()))
                .withAcceptClockStep(options.acceptClockStep())
                .withVerifyFrom(pastRun.place());
        return ChronicleJournal.open(options.journal().apply(settings));
    }

    /** The engine, at the end of its journal. */
    TradingEngine engine(Inlet inlet, int openingMessages, JournalWriter writer) {
        StepJournal journal = new StepJournal(writer, options.durability());
        return recovery == null
                ? factory.simulated(inlet, journal, models)
                : recovery.continueWith(inlet, openingMessages, journal, models);
    }

    /** Takes snapshots of the engine from now on; null when none are wanted. */
    SnapshotWriter snapshots(TradingEngine engine, JournalWriter writer) {
        if (options.snapshotEvery() == 0) {
            return null;
        }
        SnapshotWriter snapshots = new SnapshotWriter(
                engine, tally, state, writer, SnapshotFolder.of(options.journalDir()), PastRun.configHash(options));
        snapshots.start(options.snapshotEvery());
        return snapshots;
    }

    /** Verifies, when started, what this start has not read. */
    JournalPatrol patrol(Consumer<JournalException> fault, Consumer<String> say) {
        return new JournalPatrol(options.journalDir(), pastRun.unread(), fault, say);
    }

    private Recovery recover(Consumer<String> say) {
        long start = System.nanoTime();
        Recovery again = new Recovery(options.journalDir(), past.steps());
        again.withSnapshots(pastRun.snapshots(), PastRun.configHash(options), tally, state);
        again.run(factory, underWay, models);
        again.notes().forEach(note -> say.accept("not used: " + note));
        FirstDifference difference = again.difference();
        if (difference != null) {
            throw new RunException(
                    ExitCodes.JOURNAL,
                    "Journal " + options.journalDir() + ": this build decides otherwise than recorded at step "
                            + difference.step() + ", " + difference.stage() + ", " + difference.field() + ": recorded "
                            + difference.recorded() + ", now " + difference.recomputed()
                            + ". Nothing was traded. Run it with the build that wrote it ("
                            + past.header().engineVersion() + "), or begin with another --data-dir.");
        }
        RunState.View view = state.view();
        say.accept("recovered " + past.steps() + " steps"
                + (again.from() > 0 ? " (snapshot of step " + again.from() + ")" : "") + " and " + past.rows()
                + " rows in "
                + (System.nanoTime() - start) / 1_000_000 + " ms: equity " + Fixed.format(view.equity())
                + ", positions " + positions(view) + ", open orders " + view.openOrders().length
                + state.describeRisk());
        return again;
    }

    private List<String> positions(RunState.View view) {
        Holdings holdings = Holdings.of(options.config());
        List<String> text = new ArrayList<>();
        for (int i = 0; i < view.positions().length; i++) {
            text.add(Fixed.format(view.positions()[i]) + " " + holdings.symbol(i));
        }
        return text;
    }

    private long journaledRows() {
        return past == null ? 0 : past.rows();
    }

    private InputSource tapeBehind(long rows) {
        if (spool != null) {
            return spool.behind(rows);
        }
        SeriesInputs inputs = RunInputs.of(options.data(), options.config(), epoch());
        inputs.skipRows(Math.max(0, rows - 1));
        // The SessionUp is the door's to write.
        inputs.advance();
        if (rows > 0) {
            requireLastRow(inputs);
        }
        return inputs;
    }

    /** The tape's next row is the last one that is journaled. */
    private void requireLastRow(InputSource inputs) {
        byte[] row = {};
        if (inputs.advance()) {
            row = new byte[inputs.length()];
            inputs.buffer().getBytes(inputs.offset(), row);
        }
        if (!Arrays.equals(row, past.lastRow())) {
            throw new RunException(
                    ExitCodes.USAGE,
                    "--data is not what journal " + options.journalDir() + " was fed with: its row " + past.rows()
                            + " differs. Give the same data, or another --data-dir.");
        }
    }

    private static void requireUsable(PaperOptions options) {
        EngineConfig config = options.config();
        if (config.mode() == RunMode.LIVE) {
            LiveSession.require(options.live());
        } else if (config.mode() != RunMode.PAPER) {
            throw new RunException(
                    ExitCodes.USAGE,
                    "engine.mode is " + config.mode() + "; a paper run needs engine.mode=paper, or run --mode live");
        }
        if (options.pipeline().layout() == Layout.INLINE) {
            throw new RunException(
                    ExitCodes.USAGE, "--layout inline has no thread for a feed; use fused, duo or pinned");
        }
        if (options.feed() != null) {
            return;
        }
        if (options.data().rows() == 0) {
            throw new RunException(ExitCodes.JOURNAL, "--data holds no row to feed");
        }
        DataCheck.require(config, options.data());
    }

    private static void requireSameConfig(EngineConfig recorded, PaperOptions options) {
        Settings before = recorded.toSettings();
        Settings now = options.config().toSettings();
        TreeSet<String> keys = new TreeSet<>();
        before.all().forEach(setting -> keys.add(setting.key()));
        now.all().forEach(setting -> keys.add(setting.key()));
        List<String> differing = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(value(before, key), value(now, key))) {
                differing.add(key + " (journal " + value(before, key) + ", given " + value(now, key) + ")");
            }
        }
        if (!differing.isEmpty()) {
            throw new RunException(
                    ExitCodes.USAGE,
                    "Journal " + options.journalDir() + " was written with another configuration: "
                            + String.join(", ", differing) + ". Give the same, or use another --data-dir.");
        }
    }

    private static String value(Settings settings, String key) {
        Setting setting = settings.get(key);
        return setting == null ? null : setting.value();
    }
}
