package io.millrace.logs;

import io.millrace.engine.EngineConfig;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Step;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.follow.Work;
import io.millrace.view.AccountReplica;
import io.millrace.view.EventEntry;
import io.millrace.view.StepEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Puts steps into the files. Everything here is the follower's thread but {@link #note} and the counts.
 *
 * <p>A write that fails ends the attempt: the files are closed, and the next attempt reads the journal from its first
 * step, or from the newest that it has saved itself behind, and goes on where each file ends. So nothing is
 * lost but time.
 */
final class StepLogger implements Work {
    private static final long CHECK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long FORCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long NANOS = 1_000_000_000L;
    private static final int NOTES = 1_024;

    /** Changes with the fields that are saved. */
    private static final long LAYOUT = 0x4C4F4753_0001L;

    private final EngineConfig engine;
    private final LogConfig config;
    private final Path path;
    private final LogFolder folder;
    private final TradesCsv trades;
    private final StepEvents reader;
    private final Consumer<String> say;
    private final Queue<String[]> notes = new ArrayBlockingQueue<>(NOTES);
    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private long lastStep;
    private AccountReplica account;
    private RefusalPulse refusals = new RefusalPulse();
    private long period;
    private long tripsSeen;
    private long step;
    private Position traded = Position.START;
    private long checkedNs;
    private long forcedNs;
    private long figuresNs;
    private boolean open;
    private boolean failing;

    StepLogger(Path path, EngineConfig engine, LogConfig config, long lastStep, Consumer<String> say) {
        this.path = path;
        this.engine = engine;
        this.config = config;
        this.lastStep = lastStep;
        this.say = say;
        this.folder = new LogFolder(path, config);
        this.trades = new TradesCsv(path, engine);
        this.reader = new StepEvents(engine);
        this.figuresNs = System.nanoTime() - TimeUnit.SECONDS.toNanos(config.systemSeconds());
    }

    /** Keeps a line about the process for the next pause; any thread, never blocks. */
    void note(String type, String text) {
        notes.offer(new String[] {type, text});
    }

    /** Lines written by this process. */
    long lines() {
        return lines.get();
    }

    /** How often writing has failed. */
    long failures() {
        return failures.get();
    }

    @Override
    public void begin() throws IOException {
        folder.probe();
        folder.open(lastStep);
        trades.open(lastStep);
        open = true;
        // What this session has journaled may be in the files when they are opened again.
        lastStep = Long.MAX_VALUE;
        reset();
        checkedNs = System.nanoTime();
        forcedNs = checkedNs;
    }

    @Override
    public void reset() {
        account = new AccountReplica(engine);
        period = Long.MIN_VALUE;
        tripsSeen = 0;
        refusals = new RefusalPulse();
        step = 0;
        traded = Position.START;
    }

    @Override
    public boolean isKept() {
        return folder.isBehind(step) && trades.last().reaches(traded.step(), traded.place());
    }

    @Override
    public boolean settle() throws IOException {
        force();
        return true;
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(LAYOUT);
        sink.putLong(step);
        sink.putLong(trades.last().step());
        sink.putLong(trades.last().place());
        sink.putLong(period);
        sink.putLong(tripsSeen);
        account.writeState(sink);
    }

    @Override
    public void readState(StateSource source) {
        source.expect("StepLogger.layout", LAYOUT);
        step = source.getLong();
        traded = new Position(source.getLong(), source.getLong());
        period = source.getLong();
        tripsSeen = source.getLong();
        account.readState(source);
    }

    @Override
    public void onStep(Step newest) throws IOException {
        step = newest.sequence();
        account.onStep(newest);
        trades.onStep(newest);
        boolean behind = folder.isBehind(step);
        if (!behind && reader.count(newest) > 0) {
            for (EventEntry entry : reader.of(newest.buffer(), 0, newest.length())) {
                write(LogStream.of(entry.message()), entry.index(), LogLines.event(entry));
                long refused = refusals.due(entry.message(), entry.timeNs());
                if (refused > 0) {
                    write(LogStream.ERRORS, entry.index(), LogLines.refusals(entry, refused));
                }
            }
        }
        onPerformance(newest, behind);
        folder.endOfStep(System.currentTimeMillis());
    }

    @Override
    public void onPause() throws IOException {
        long wallMs = System.currentTimeMillis();
        long now = System.nanoTime();
        for (String[] note = notes.poll(); note != null; note = notes.poll()) {
            folder.writeSystem(step, LogLines.system(step, wallMs, note[0], note[1]));
        }
        if (config.systemSeconds() > 0 && now - figuresNs >= TimeUnit.SECONDS.toNanos(config.systemSeconds())) {
            figuresNs = now;
            folder.writeSystem(step, LogLines.figures(step, wallMs));
        }
        folder.pause(wallMs);
        trades.flush();
        if (now - checkedNs >= CHECK_NS) {
            checkedNs = now;
            folder.requireInPlace();
            trades.requireInPlace();
            writesAgain();
        }
        if (now - forcedNs >= FORCE_NS) {
            forcedNs = now;
            force();
        }
    }

    @Override
    public void end() {
        try {
            if (open) {
                open = false;
                force();
            }
        } catch (IOException e) {
            // What is not written now the next beginning writes.
            onTrouble(String.valueOf(e.getMessage()));
        } finally {
            close();
        }
    }

    @Override
    public void onTrouble(String why) {
        open = false;
        failures.incrementAndGet();
        if (!failing) {
            failing = true;
            say.accept("logs: cannot be written to " + path + ": " + why
                    + "; trading goes on, the lines are written when it can be again");
        }
    }

    private void onPerformance(Step newest, boolean behind) throws IOException {
        long newPeriod = Math.floorDiv(newest.engineTimeNs(), config.performanceSeconds() * NANOS);
        long trips = account.trades();
        boolean due =
                newPeriod != period || trips != tripsSeen || newest.inputTemplate() == SessionDownDecoder.TEMPLATE_ID;
        period = newPeriod;
        tripsSeen = trips;
        if (due && !behind) {
            int positions = account.positions().size();
            write(LogStream.PERFORMANCE, 0, LogLines.account(account.account(), account.day(), positions));
        }
    }

    private void write(LogStream stream, int place, String line) throws IOException {
        if (folder.write(stream, new Position(step, place), line)) {
            lines.incrementAndGet();
        }
    }

    private void force() throws IOException {
        trades.force();
        folder.force(step);
    }

    private void writesAgain() {
        if (failing) {
            failing = false;
            say.accept("logs: written to " + path + " again");
        }
    }

    private void close() {
        try {
            trades.close();
            folder.close();
        } catch (IOException e) {
            // Nothing is left in them that the journal does not hold.
            failures.incrementAndGet();
        }
    }
}
