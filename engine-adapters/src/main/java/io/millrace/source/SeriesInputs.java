package io.millrace.source;

import io.millrace.event.Absent;
import io.millrace.event.Memory;
import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.event.codec.BarEncoder;
import io.millrace.event.codec.ClockTickEncoder;
import io.millrace.event.codec.FeedStatusEncoder;
import io.millrace.event.codec.ObservationEncoder;
import io.millrace.event.codec.QuoteEncoder;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionDownEncoder;
import io.millrace.event.codec.SessionUpEncoder;
import io.millrace.event.codec.TradeEncoder;
import io.millrace.feed.InputSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Loaded series as engine inputs: a session opens, the rows come in the order of {@link Merge}, the session closes.
 *
 * <p>Instrument ids are the places of the symbols in the order of {@link #symbols}. Event and receive time are the time
 * at which a row was known, but for rows of a {@link Recording}, which have the two that were recorded; what was
 * observed before the first bar is received when the session opens. Series ids are the places of the observation
 * series. {@link #withTicks} adds a clock tick after the last row of each time. Reusable buffers; no allocation a row.
 */
public final class SeriesInputs implements InputSource {
    /**
     * Rows that are encoded together: first all but the prices of bars, then these. Series are far apart in memory, and
     * with little work between them the waits for their rows go on side by side.
     */
    private static final int AHEAD = 64;

    private static final int NO_BAR = -1;

    private static final int SLOT = 128;

    /** Puts the numbers of a message's block, which are of 8 bytes, at multiples of 8. */
    private static final int SLOT_START = 4;

    private final Merge merge;
    private final Map<String, Integer> ids = new HashMap<>();
    private final int[] instrumentOfSource;
    private final int[] timeframeOfSource;

    /** Addresses of the bars' rows; the series are kept by the merge. */
    private final long[] rowsOfSource;

    private final int[] strideOfSource;

    private final RunMode mode;
    private final int epoch;
    private final UnsafeBuffer buffer = OffHeap.allocate(SLOT * AHEAD);
    private final int[] lengths = new int[AHEAD];

    /** Of the bars whose prices are still to be written. */
    private final int[] barSources = new int[AHEAD];

    private final int[] barRows = new int[AHEAD];
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final SessionUpEncoder up = new SessionUpEncoder();
    private final SessionDownEncoder down = new SessionDownEncoder();
    private final ObservationEncoder observation = new ObservationEncoder();
    private final ClockTickEncoder tick = new ClockTickEncoder();
    private final FeedStatusEncoder feedStatus = new FeedStatusEncoder();
    private final long firstTimeNs;
    private State state = State.BEFORE;
    private boolean ticks;
    private boolean tickDue;
    private boolean atTick;
    private int slot;
    private int slots;

    /** When the current row is received. */
    private long newestNs;

    private enum State {
        BEFORE,
        ROWS,
        AFTER
    }

    public SeriesInputs(DataSet data, RunMode mode, int epoch) {
        this(data, symbols(data), mode, epoch);
    }

    /**
     * Inputs for instruments in a given order.
     *
     * @param symbols the instruments' symbols in id order; every symbol of the data must be among them
     */
    public SeriesInputs(DataSet data, List<String> symbols, RunMode mode, int epoch) {
        this.mode = mode;
        this.epoch = epoch;
        this.firstTimeNs = firstTimeNs(data);
        List<ObservationSeries> observations = observations(data);
        this.merge = new Merge(observations, data.bars(), data.trades(), data.quotes(), data.recordings());
        for (int i = 0; i < symbols.size(); i++) {
            ids.putIfAbsent(symbols.get(i), i);
        }
        int first = observations.size();
        instrumentOfSource = new int[first + sources(data)];
        for (int i = first; i < instrumentOfSource.length; i++) {
            instrumentOfSource[i] = ids.getOrDefault(symbolOf(data, i - first), -1);
        }
        timeframeOfSource = new int[instrumentOfSource.length];
        rowsOfSource = new long[instrumentOfSource.length];
        strideOfSource = new int[instrumentOfSource.length];
        for (int i = 0; i < data.bars().size(); i++) {
            timeframeOfSource[first + i] = data.bars().get(i).timeframeSeconds();
            rowsOfSource[first + i] = data.bars().get(i).rowsAddress();
            strideOfSource[first + i] = data.bars().get(i).rowStride();
        }
    }

    /**
     * Says after each time's last row that nothing more comes for it: strategies that decide over several instruments
     * at once then decide without one that has no row, in time for the others' next open. Call before the first
     * {@link #advance}.
     */
    public SeriesInputs withTicks() {
        ticks = true;
        return this;
    }

    /** The symbols of a data set, each once, in the order of their sources; the place is the instrument id. */
    public static List<String> symbols(DataSet data) {
        Set<String> symbols = new LinkedHashSet<>();
        for (int i = 0; i < sources(data); i++) {
            symbols.add(symbolOf(data, i));
        }
        return new ArrayList<>(symbols);
    }

    @Override
    public boolean advance() {
        switch (state) {
            case BEFORE -> {
                state = State.ROWS;
                writeUp();
                return true;
            }
            case ROWS -> {
                if (++slot >= slots && !readAhead()) {
                    state = State.AFTER;
                    slot = 0;
                    writeDown();
                }
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    @Override
    public boolean exhausted() {
        return state == State.AFTER;
    }

    @Override
    public DirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return slot * SLOT + SLOT_START;
    }

    @Override
    public int length() {
        return lengths[slot];
    }

    /**
     * Skips rows that a recovered journal holds already, ticks among them; call before the first {@link #advance}.
     */
    public void skipRows(long rows) {
        for (long i = 0; i < rows && nextRow(); i++) {
            newestNs = rowTimeNs();
        }
    }

    /** Encodes the next rows; false at the end. */
    private boolean readAhead() {
        slots = 0;
        for (slot = 0; slot < AHEAD && nextRow(); slot++) {
            barRows[slot] = NO_BAR;
            writeRow();
            slots++;
        }
        for (slot = 0; slot < slots; slot++) {
            if (barRows[slot] != NO_BAR) {
                writePrices(barSources[slot], barRows[slot]);
            }
        }
        slot = 0;
        return slots > 0;
    }

    /** Moves to the next row, or to the tick behind the current one; false at the end. */
    private boolean nextRow() {
        if (tickDue && merge.isLastOfItsTime()) {
            tickDue = false;
            atTick = true;
            return true;
        }
        atTick = false;
        if (!merge.advance()) {
            return false;
        }
        tickDue = ticks && (tickDue || !merge.isObservation());
        return true;
    }

    private long rowTimeNs() {
        if (!atTick && merge.recording() != null) {
            return Math.max(firstTimeNs, merge.receiveNs());
        }
        return atTick || merge.isObservation() ? Math.max(firstTimeNs, merge.timeNs()) : merge.ownTimeNs();
    }

    private void writeRow() {
        newestNs = rowTimeNs();
        if (atTick) {
            writeTick(newestNs);
            return;
        }
        switch (merge.kind()) {
            case Recording.BAR -> writeBar(merge.ownTimeNs());
            case Recording.TRADE -> writeTrade(merge.ownTimeNs());
            case Recording.QUOTE -> writeQuote(merge.ownTimeNs());
            case Recording.OBSERVATION -> writeObservation();
            case Recording.TICK -> writeTick(merge.recording().tickNs(merge.row()));
            default -> writeStatus(merge.recording().status(merge.row()));
        }
    }

    private void writeTick(long timeNs) {
        begin(ClockTickEncoder.TEMPLATE_ID, ClockTickEncoder.BLOCK_LENGTH);
        tick.wrap(buffer, block())
                .eventTime(timeNs)
                .receiveTime(newestNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0);
    }

    private void writeStatus(RecordedStatus status) {
        begin(FeedStatusEncoder.TEMPLATE_ID, FeedStatusEncoder.BLOCK_LENGTH);
        feedStatus
                .wrap(buffer, block())
                .eventTime(status.eventNs())
                .receiveTime(newestNs)
                .instrument(status.symbol() == null ? Absent.INSTRUMENT : ids.getOrDefault(status.symbol(), -1))
                .source(status.feed())
                .reserved(0)
                .missing(status.missing())
                .state(status.state());
    }

    private void writeObservation() {
        ObservationSeries series = merge.observations();
        int row = merge.row();
        begin(ObservationEncoder.TEMPLATE_ID, ObservationEncoder.BLOCK_LENGTH);
        observation
                .wrap(buffer, block())
                .eventTime(series.knownTimeNs(row))
                .receiveTime(newestNs)
                .instrument(Absent.INSTRUMENT)
                .source(merge.source())
                .reserved(0)
                .observedTime(series.observedTimeNs(row))
                .value(series.value(row))
                .series(merge.source());
    }

    /** All but the prices. */
    private void writeBar(long eventNs) {
        int source = merge.source();
        begin(BarEncoder.TEMPLATE_ID, BarEncoder.BLOCK_LENGTH);
        long at = Memory.address(buffer, block(), BarEncoder.BLOCK_LENGTH);
        Memory.putLong(at + BarEncoder.eventTimeEncodingOffset(), eventNs);
        Memory.putLong(at + BarEncoder.receiveTimeEncodingOffset(), newestNs);
        Memory.putInt(at + BarEncoder.instrumentEncodingOffset(), instrumentOfSource[source]);
        // With the two reserved bytes behind it.
        Memory.putInt(at + BarEncoder.sourceEncodingOffset(), source & 0xFFFF);
        Memory.putInt(at + BarEncoder.timeframeSecondsEncodingOffset(), timeframeOfSource[source]);
        barSources[slot] = source;
        barRows[slot] = merge.row();
    }

    private void writePrices(int source, int row) {
        BarSeries.copyRow(
                rowsOfSource[source] + (long) row * strideOfSource[source],
                Memory.address(buffer, block(), BarEncoder.BLOCK_LENGTH) + BarEncoder.openTimeEncodingOffset());
    }

    private void writeTrade(long eventNs) {
        TradeSeries series = merge.trades();
        int row = merge.row();
        begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH);
        trade.wrap(buffer, block())
                .eventTime(eventNs)
                .receiveTime(newestNs)
                .instrument(instrumentOfSource[merge.source()])
                .source(merge.source())
                .reserved(0)
                .price(series.price(row))
                .quantity(series.quantity(row))
                .tradeId(series.tradeId(row));
    }

    private void writeQuote(long eventNs) {
        QuoteSeries series = merge.quotes();
        int row = merge.row();
        begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH);
        quote.wrap(buffer, block())
                .eventTime(eventNs)
                .receiveTime(newestNs)
                .instrument(instrumentOfSource[merge.source()])
                .source(merge.source())
                .reserved(0)
                .bidPrice(series.bidPrice(row))
                .bidQuantity(series.bidQuantity(row))
                .askPrice(series.askPrice(row))
                .askQuantity(series.askQuantity(row));
    }

    private void writeUp() {
        long firstNs = Math.max(newestNs, firstTimeNs);
        newestNs = firstNs;
        begin(SessionUpEncoder.TEMPLATE_ID, SessionUpEncoder.BLOCK_LENGTH);
        up.wrap(buffer, block())
                .eventTime(firstNs)
                .receiveTime(firstNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .epoch(epoch)
                .mode(mode);
    }

    private void writeDown() {
        begin(SessionDownEncoder.TEMPLATE_ID, SessionDownEncoder.BLOCK_LENGTH);
        down.wrap(buffer, block())
                .eventTime(newestNs)
                .receiveTime(newestNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .epoch(epoch);
    }

    /** Those of files that matter between the first and the last row; what was recorded comes as it was. */
    private List<ObservationSeries> observations(DataSet data) {
        if (data.hasRecordedObservations()) {
            return data.observations();
        }
        long lastTimeNs = lastTimeNs(data);
        List<ObservationSeries> observations = new ArrayList<>();
        for (ObservationSeries series : data.observations()) {
            observations.add(series.within(firstTimeNs, lastTimeNs));
        }
        return observations;
    }

    /** The earliest time of any row: a bar counts from its open, so that its fills do not come before the session. */
    private static long firstTimeNs(DataSet data) {
        long first = Long.MAX_VALUE;
        for (BarSeries series : data.bars()) {
            first = series.size() == 0 ? first : Math.min(first, series.openTimeNs(0));
        }
        for (TradeSeries series : data.trades()) {
            first = series.size() == 0 ? first : Math.min(first, series.timeNs(0));
        }
        for (QuoteSeries series : data.quotes()) {
            first = series.size() == 0 ? first : Math.min(first, series.timeNs(0));
        }
        for (Recording recording : data.recordings()) {
            first = Math.min(first, recording.firstReceiveNs());
        }
        return first;
    }

    /** The latest time of any row; what is known only after it decides nothing. */
    private static long lastTimeNs(DataSet data) {
        long last = Long.MIN_VALUE;
        for (BarSeries series : data.bars()) {
            last = series.size() == 0 ? last : Math.max(last, series.closeTimeNs(series.size() - 1));
        }
        for (TradeSeries series : data.trades()) {
            last = series.size() == 0 ? last : Math.max(last, series.timeNs(series.size() - 1));
        }
        for (QuoteSeries series : data.quotes()) {
            last = series.size() == 0 ? last : Math.max(last, series.timeNs(series.size() - 1));
        }
        return last;
    }

    private void begin(int templateId, int blockLength) {
        int length = Messages.HEADER_LENGTH + blockLength;
        lengths[slot] = length;
        Messages.writeHeader(Memory.address(buffer, offset(), length), templateId, blockLength, length);
    }

    private int block() {
        return offset() + Messages.HEADER_LENGTH;
    }

    /** Those of instruments. */
    private static int sources(DataSet data) {
        return data.bars().size() + data.trades().size() + data.quotes().size();
    }

    private static String symbolOf(DataSet data, int source) {
        int bars = data.bars().size();
        if (source < bars) {
            return data.bars().get(source).symbol();
        }
        int rest = source - bars;
        int trades = data.trades().size();
        return rest < trades
                ? data.trades().get(rest).symbol()
                : data.quotes().get(rest - trades).symbol();
    }
}
