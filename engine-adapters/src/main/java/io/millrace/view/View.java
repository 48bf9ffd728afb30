package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.follow.SavedStates;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.risk.LimitChange;
import io.millrace.risk.LiveLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * A replica of a run, fed from its journal while that is written. Its own thread reads, any thread asks: both take one
 * lock for as long as a batch of steps or a copy takes, and neither is ever the engine's.
 *
 * <p>Steps are counted: one that is missing or damaged is said in {@link #journal} and the replica begins again. It
 * saves itself now and then and at its close, and begins at the newest state that the journal goes on from.
 */
public final class View implements AutoCloseable {
    private static final int BATCH = 512;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LAST_STEPS_MS = 4_000;
    private static final long AFTER_TROUBLE_NS = TimeUnit.SECONDS.toNanos(1);

    private final EngineConfig config;
    private final Thread thread = new Thread(this::run, "millrace-view");
    private final Object lock = new Object();
    private final Step step = new Step();
    private final EventLog events;
    private final SavedStates saved;
    private Models models;
    private long rebuilds;
    private long marketAtNs;
    private String trouble = "";
    private boolean caughtUp;
    private volatile boolean ending;
    private volatile boolean closed;

    /** One that reads from the journal's first record. */
    public View(Path journal, EngineConfig config) {
        this(config, SavedStates.none(journal));
    }

    /** One that goes on from what it saved of itself, and saves itself. */
    public View(EngineConfig config, SavedStates saved) {
        this.saved = saved;
        this.config = config;
        this.models = new Models(config);
        this.events = new EventLog(new StepEvents(config));
        thread.setDaemon(true);
        // Figures may wait when cores are few; the engine may not.
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    public View start() {
        thread.start();
        return this;
    }

    /** Why it could not begin, on a journal that is there; null when it can. Before {@link #start}. */
    public String problem() {
        return saved.problem(this::fresh);
    }

    /** Takes the steps that are in the journal now, for four seconds at most, saves itself and ends. */
    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LAST_STEPS_MS);
            closed = true;
            LockSupport.unpark(thread);
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
    }

    /** The names and parameters behind the figures. */
    public EngineConfig config() {
        return config;
    }

    public AccountFigures account() {
        synchronized (lock) {
            return models.account.figures(models.step, models.timeNs, models.risk);
        }
    }

    /** The engine's UTC day so far. */
    public DayFigures day() {
        synchronized (lock) {
            return models.day.today();
        }
    }

    /** The newest day that is over; null when the journal holds none. */
    public DayFigures dayBefore() {
        synchronized (lock) {
            return models.day.before();
        }
    }

    public List<PositionLine> positions() {
        synchronized (lock) {
            return models.account.positions();
        }
    }

    /** The currency of an instrument's prices and amounts; empty when there is none of this symbol. */
    public String currency(String symbol) {
        return new Names(config).currency(symbol);
    }

    /** What each symbol of the run has brought. */
    public List<SymbolLine> symbols() {
        synchronized (lock) {
            return models.symbols.lines(models.account.positions());
        }
    }

    public List<OpenOrder> openOrders() {
        synchronized (lock) {
            return models.orders.open();
        }
    }

    /** The newest fills, oldest first. */
    public List<FillLine> fills() {
        synchronized (lock) {
            return models.orders.fills();
        }
    }

    /** The newest round trips, oldest first. */
    public List<TripLine> trips() {
        synchronized (lock) {
            return models.orders.trips();
        }
    }

    /** Orders sent since the journal began. */
    public long orderCount() {
        synchronized (lock) {
            return models.orders.orderCount();
        }
    }

    /** Fills since the journal began. */
    public long fillCount() {
        synchronized (lock) {
            return models.orders.fillCount();
        }
    }

    public RiskFigures risk() {
        synchronized (lock) {
            return models.risk.figures();
        }
    }

    public List<RegimeLine> regimes() {
        synchronized (lock) {
            return models.market.regimes();
        }
    }

    public List<IndicatorLine> indicators() {
        synchronized (lock) {
            return models.market.indicators();
        }
    }

    /** The newest bars; null stands for every symbol or timeframe. */
    public List<BarSeries> bars(String symbol, String timeframe) {
        synchronized (lock) {
            return models.market.bars(symbol, timeframe);
        }
    }

    /** Which bars there are. */
    public List<SeriesName> series() {
        synchronized (lock) {
            return models.market.series();
        }
    }

    /** Indicator values over time beside the bars of a symbol in a timeframe. */
    public List<IndicatorTrack> tracks(String symbol, String timeframe) {
        synchronized (lock) {
            return models.market.tracks(symbol, timeframe);
        }
    }

    /** The account's equity over the whole journal, thinned. */
    public List<CurvePoint> equityCurve() {
        synchronized (lock) {
            return models.curve.points();
        }
    }

    /** The newest commands, oldest first. */
    public List<CommandEntry> commands() {
        synchronized (lock) {
            return models.commands.newest();
        }
    }

    /** The command whose request was known by this key; null when the journal holds none so far. */
    public CommandEntry command(long requestKey) {
        synchronized (lock) {
            return models.commands.byKey(requestKey);
        }
    }

    /** The limits that can be changed while the engine runs. */
    public List<LimitLine> limits() {
        synchronized (lock) {
            return models.limits.list();
        }
    }

    /** What would become of a change of a limit. */
    public LimitChange judge(LiveLimit limit, long value, boolean confirmed) {
        synchronized (lock) {
            return models.limits.judge(limit, value, confirmed);
        }
    }

    /** What became of one; null when the journal holds no such command so far. */
    public LimitChange limitChange(long commandId) {
        synchronized (lock) {
            return models.limits.outcome(commandId);
        }
    }

    public JournalFigures journal() {
        synchronized (lock) {
            return new JournalFigures(
                    models.step,
                    models.records,
                    models.bytes,
                    models.firstTimeNs,
                    models.timeNs,
                    models.session,
                    caughtUp,
                    rebuilds,
                    trouble,
                    models.marketSeen ? (System.nanoTime() - marketAtNs) / 1e9 : Double.NaN);
        }
    }

    /** Events behind {@code (step, index)}, of whole steps, until there are {@code atLeast}. */
    public List<EventEntry> eventsAfter(long afterStep, int afterIndex, int atLeast) {
        return events.after(afterStep, afterIndex, atLeast);
    }

    /** Events of the newest steps with any, so many steps at most. */
    public List<EventEntry> newestEvents(int steps) {
        return events.newest(steps);
    }

    /** True when no event behind this step has been let go. */
    public boolean remembers(long afterStep) {
        return events.reaches(afterStep);
    }

    /** The newest step with an event. */
    public long newestEvent() {
        return events.newestStep();
    }

    /** Events that have come after a step. */
    public long eventsSince(long afterStep) {
        return events.since(afterStep).events();
    }

    /** Journal bytes of the steps with events that have come after a step. */
    public long eventBytesSince(long afterStep) {
        return events.since(afterStep).bytes();
    }

    private void run() {
        boolean done = false;
        while (!closed && !done) {
            try (JournalReader reader = begin()) {
                follow(reader);
                save(reader);
                done = true;
            } catch (JournalException | IllegalArgumentException | IllegalStateException e) {
                done = ending;
                if (!done) {
                    beginAgain(e.getMessage());
                    LockSupport.parkNanos(AFTER_TROUBLE_NS);
                }
            }
        }
    }

    private JournalReader begin() {
        SavedStates.Beginning<Whole> found = saved.begin(this::fresh);
        synchronized (lock) {
            models = found.state().models;
            events.adopt(found.state().events);
            marketAtNs = System.nanoTime();
        }
        return found.reader();
    }

    private Whole fresh() {
        return new Whole(new Models(config), new EventLog(new StepEvents(config)));
    }

    private void follow(JournalReader reader) {
        while (!closed) {
            // Asked for before the reading: what was journaled until then is read, also by one that came late.
            boolean last = ending;
            if (!batch(reader)) {
                if (last) {
                    return;
                }
                LockSupport.parkNanos(IDLE_NS);
            } else if (saved.isDue(models.step)) {
                save(reader);
            }
        }
    }

    /** Without the lock: nobody but this thread writes. */
    private void save(JournalReader reader) {
        saved.save(models.step, reader.place(), models.timeNs, new Whole(models, events));
    }

    /** Reads what there is, up to a batch; false when that was nothing. */
    private boolean batch(JournalReader reader) {
        synchronized (lock) {
            int read = 0;
            while (read < BATCH && reader.next(this::onRecord)) {
                read++;
            }
            if (read < BATCH) {
                caughtUp = true;
                trouble = "";
            }
            return read > 0;
        }
    }

    private void onRecord(int type, long sequence, long timeNs, DirectBuffer buffer, int offset, int length) {
        models.records = sequence;
        models.bytes += length;
        if (type != RecordType.STEP) {
            return;
        }
        long expected = models.step + 1;
        long found = StepLayout.sequence(buffer, offset);
        if (found != expected) {
            throw new IllegalStateException(
                    "the journal goes on with step " + found + ", expected " + expected + "; the view begins again");
        }
        step.load(buffer, offset, length);
        models.onStep(step);
        events.onStep(step);
        models.firstTimeNs = expected == 1 ? models.timeNs : models.firstTimeNs;
        int input = step.inputTemplate();
        if (input == BarDecoder.TEMPLATE_ID || input == TradeDecoder.TEMPLATE_ID || input == QuoteDecoder.TEMPLATE_ID) {
            models.marketSeen = true;
            marketAtNs = System.nanoTime();
        }
    }

    private void beginAgain(String why) {
        synchronized (lock) {
            models = new Models(config);
            caughtUp = false;
            rebuilds++;
            trouble = String.valueOf(why);
        }
    }

    /** All that is saved. */
    private record Whole(Models models, EventLog events) implements Stateful {
        @Override
        public void writeState(StateSink sink) {
            models.writeState(sink);
            events.writeState(sink);
        }

        @Override
        public void readState(StateSource source) {
            models.readState(source);
            events.readState(source);
        }
    }
}
