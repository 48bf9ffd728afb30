package io.millrace.source;

import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.codec.BarEncoder;
import io.millrace.event.codec.ClockTickEncoder;
import io.millrace.event.codec.MessageHeaderEncoder;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionDownEncoder;
import io.millrace.event.codec.SessionUpEncoder;
import io.millrace.event.codec.TradeEncoder;
import io.millrace.feed.InputSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Loaded series as engine inputs: a session opens, the rows come in the order of {@link Merge}, the session closes.
 *
 * <p>Instrument ids are the places of the symbols in the order of {@link #symbols}. Event and receive time are the time
 * at which a row was known. {@link #withTicks} adds a clock tick after the last row of each time. Reusable buffers; no
 * allocation a row.
 */
public final class SeriesInputs implements InputSource {
    private static final int CAPACITY = 256;

    private final DataSet data;
    private final Merge merge;
    private final int[] instrumentOfSource;
    private final RunMode mode;
    private final int epoch;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BarEncoder bar = new BarEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final SessionUpEncoder up = new SessionUpEncoder();
    private final SessionDownEncoder down = new SessionDownEncoder();
    private final ClockTickEncoder tick = new ClockTickEncoder();
    private State state = State.BEFORE;
    private boolean ticks;
    private boolean rowWaits;
    private boolean rowsWritten;
    private int length;
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
        this.data = data;
        this.merge = new Merge(data.bars(), data.trades());
        this.mode = mode;
        this.epoch = epoch;
        instrumentOfSource = new int[data.bars().size() + data.trades().size()];
        for (int i = 0; i < instrumentOfSource.length; i++) {
            instrumentOfSource[i] = symbols.indexOf(symbolOf(data, i));
        }
    }

    /**
     * Says after each time's last row that nothing more comes for it: strategies that compare instruments then decide
     * without one that has no row, before its next row and in time for the others' next open. Call before the first
     * {@link #advance}.
     */
    public SeriesInputs withTicks() {
        ticks = true;
        return this;
    }

    /** The symbols of a data set, each once, in the order of their sources; the place is the instrument id. */
    public static List<String> symbols(DataSet data) {
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < data.bars().size() + data.trades().size(); i++) {
            if (!symbols.contains(symbolOf(data, i))) {
                symbols.add(symbolOf(data, i));
            }
        }
        return symbols;
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
                nextRow();
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
        return 0;
    }

    @Override
    public int length() {
        return length;
    }

    /** Skips rows that a recovered journal holds already; call before the first {@link #advance}. */
    public void skipRows(long rows) {
        for (long i = 0; i < rows && merge.advance(); i++) {
            newestNs = rowTimeNs();
        }
    }

    private void nextRow() {
        boolean more = rowWaits || merge.advance();
        if (ticks && rowsWritten && (!more || rowTimeNs() > newestNs)) {
            rowsWritten = false;
            rowWaits = more;
            writeTick();
        } else if (more) {
            rowWaits = false;
            rowsWritten = true;
            writeRow();
        } else {
            state = State.AFTER;
            writeDown();
        }
    }

    private void writeTick() {
        begin(ClockTickEncoder.TEMPLATE_ID, ClockTickEncoder.BLOCK_LENGTH);
        tick.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(newestNs)
                .receiveTime(newestNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0);
    }

    private long rowTimeNs() {
        return merge.isBar() ? barTimeNs() : merge.trades().timeNs(merge.row());
    }

    private void writeRow() {
        if (merge.isBar()) {
            writeBar();
        } else {
            writeTrade();
        }
    }

    private long barTimeNs() {
        return merge.bars().closeTimeNs(merge.row());
    }

    private void writeBar() {
        BarSeries series = merge.bars();
        int row = merge.row();
        newestNs = series.closeTimeNs(row);
        begin(BarEncoder.TEMPLATE_ID, BarEncoder.BLOCK_LENGTH);
        bar.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(newestNs)
                .receiveTime(newestNs)
                .instrument(instrumentOfSource[merge.source()])
                .source(merge.source())
                .reserved(0)
                .openTime(series.openTimeNs(row))
                .openPrice(series.open(row))
                .highPrice(series.high(row))
                .lowPrice(series.low(row))
                .closePrice(series.close(row))
                .volume(series.volume(row))
                .timeframeSeconds(series.timeframeSeconds());
    }

    private void writeTrade() {
        TradeSeries series = merge.trades();
        int row = merge.row();
        newestNs = series.timeNs(row);
        begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH);
        trade.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(newestNs)
                .receiveTime(newestNs)
                .instrument(instrumentOfSource[merge.source()])
                .source(merge.source())
                .reserved(0)
                .price(series.price(row))
                .quantity(series.quantity(row))
                .tradeId(series.tradeId(row));
    }

    private void writeUp() {
        long firstNs = Math.max(newestNs, firstTimeNs());
        newestNs = firstNs;
        begin(SessionUpEncoder.TEMPLATE_ID, SessionUpEncoder.BLOCK_LENGTH);
        up.wrap(buffer, Messages.HEADER_LENGTH)
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
        down.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(newestNs)
                .receiveTime(newestNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .epoch(epoch);
    }

    /** The earliest time of any row: a bar counts from its open, so that its fills do not come before the session. */
    private long firstTimeNs() {
        long first = Long.MAX_VALUE;
        for (BarSeries series : data.bars()) {
            first = series.size() == 0 ? first : Math.min(first, series.openTimeNs(0));
        }
        for (TradeSeries series : data.trades()) {
            first = series.size() == 0 ? first : Math.min(first, series.timeNs(0));
        }
        return first;
    }

    private void begin(int templateId, int blockLength) {
        length = Messages.HEADER_LENGTH + blockLength;
        header.wrap(buffer, 0)
                .blockLength(blockLength)
                .templateId(templateId)
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(MessageHeaderEncoder.SCHEMA_VERSION)
                .frameLength(length);
    }

    private static String symbolOf(DataSet data, int source) {
        int bars = data.bars().size();
        return source < bars
                ? data.bars().get(source).symbol()
                : data.trades().get(source - bars).symbol();
    }
}
