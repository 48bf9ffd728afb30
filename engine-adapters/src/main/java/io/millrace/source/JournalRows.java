package io.millrace.source;

import io.millrace.config.NearestName;
import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.MessageHeaderDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import io.millrace.replay.JournalNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Collects the market data of a journal's steps. One object a journal, one thread. */
final class JournalRows implements RecordHandler {
    private static final int BAR_WIDTH = 6;
    private static final int TRADE_WIDTH = 3;
    private static final int QUOTE_WIDTH = 4;
    private static final int OBSERVATION_WIDTH = 2;

    private final String source;
    private final LoadOptions options;
    private final Map<RowKey, Columns> bars = new TreeMap<>();
    private final Map<RowKey, Columns> trades = new TreeMap<>();
    private final Map<RowKey, Columns> quotes = new TreeMap<>();
    private final Map<RowKey, Columns> observations = new TreeMap<>();
    private final Set<String> met = new TreeSet<>();
    private final BarDecoder bar = new BarDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final long[] values = new long[BAR_WIDTH];
    private JournalNames names;
    private long rows;
    private long commands;
    private long outside;

    JournalRows(String source, LoadOptions options) {
        this.source = source;
        this.options = options;
    }

    @Override
    public void onRecord(int type, long sequence, long timeNs, DirectBuffer buffer, int offset, int length) {
        if (type == RecordType.HEADER) {
            byte[] text = new byte[length];
            buffer.getBytes(offset, text);
            names = JournalNames.parse(new String(text, StandardCharsets.UTF_8));
        } else if (type == RecordType.STEP) {
            if (names == null) {
                throw DataException.badData(
                        source + ": does not begin with a header record: it holds no run of this" + " engine");
            }
            StepLayout.check(buffer, offset, length);
            int input = offset + Step.INPUT_OFFSET;
            onInput(Messages.templateId(buffer, input), buffer, input + Messages.HEADER_LENGTH);
        }
    }

    private void onInput(int template, DirectBuffer buffer, int block) {
        switch (template) {
            case BarDecoder.TEMPLATE_ID -> onBar(buffer, block);
            case TradeDecoder.TEMPLATE_ID -> onTrade(buffer, block);
            case QuoteDecoder.TEMPLATE_ID -> onQuote(buffer, block);
            case ObservationDecoder.TEMPLATE_ID -> onObservation(buffer, block);
            case CommandDecoder.TEMPLATE_ID -> commands++;
            default -> {
                // Belongs to the recorded run, not to the market.
            }
        }
    }

    private void onBar(DirectBuffer buffer, int block) {
        bar.wrap(buffer, block, BarDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        values[0] = bar.openPrice();
        values[1] = bar.highPrice();
        values[2] = bar.lowPrice();
        values[3] = bar.closePrice();
        values[4] = bar.volume();
        values[5] = bar.receiveTime();
        RowKey key =
                new RowKey(bar.source(), Math.toIntExact(bar.instrument()), Math.toIntExact(bar.timeframeSeconds()));
        add(bars, key, BAR_WIDTH, bar.openTime());
    }

    private void onTrade(DirectBuffer buffer, int block) {
        trade.wrap(buffer, block, TradeDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        values[0] = trade.price();
        values[1] = trade.quantity();
        values[2] = trade.tradeId();
        add(
                trades,
                new RowKey(trade.source(), Math.toIntExact(trade.instrument()), 0),
                TRADE_WIDTH,
                trade.receiveTime());
    }

    private void onQuote(DirectBuffer buffer, int block) {
        quote.wrap(buffer, block, QuoteDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        values[0] = quote.bidPrice();
        values[1] = quote.bidQuantity();
        values[2] = quote.askPrice();
        values[3] = quote.askQuantity();
        add(
                quotes,
                new RowKey(quote.source(), Math.toIntExact(quote.instrument()), 0),
                QUOTE_WIDTH,
                quote.receiveTime());
    }

    private void onObservation(DirectBuffer buffer, int block) {
        observation.wrap(buffer, block, ObservationDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        int series = Math.toIntExact(observation.series());
        values[0] = observation.observedTime();
        values[1] = Double.doubleToRawLongBits(observation.value());
        observations
                .computeIfAbsent(
                        new RowKey(0, series, 0),
                        key -> new Columns(named(names.series(), series, "series"), OBSERVATION_WIDTH))
                .add(observation.eventTime(), ++rows, values);
    }

    private void add(Map<RowKey, Columns> all, RowKey key, int width, long timeNs) {
        String symbol = named(names.symbols(), key.number(), "instrument");
        met.add(symbol);
        if (!options.wantsSymbol(symbol)) {
            return;
        }
        if (!options.wantsTime(timeNs)) {
            outside++;
            return;
        }
        Columns columns = all.computeIfAbsent(key, absent -> new Columns(symbol, width));
        if (!columns.symbol().equals(symbol)) {
            throw DataException.badData(source + ": its runs number their instruments differently (" + key.number()
                    + " is " + columns.symbol() + ", then " + symbol + "); use the journal of one configuration");
        }
        columns.add(timeNs, ++rows, values);
    }

    private String named(List<String> all, int number, String what) {
        if (number < 0 || number >= all.size()) {
            throw DataException.badData(source + ": a row is of " + what + " " + number + ", and the journal's header"
                    + " names " + all.size());
        }
        return all.get(number);
    }

    /** The data set; {@code begin} says where the journal begins when not at its first record. */
    DataSet finish(String begin) {
        requireRows();
        List<BarSeries> barSeries = new ArrayList<>();
        bars.forEach((key, columns) -> barSeries.add(
                new BarSeries(columns, key.seconds(), 0, false).at(columns.times(), columns.column(BAR_WIDTH - 1))));
        List<TradeSeries> tradeSeries = new ArrayList<>();
        trades.values().forEach(columns -> tradeSeries.add(new TradeSeries(columns)));
        List<QuoteSeries> quoteSeries = new ArrayList<>();
        quotes.values().forEach(columns -> quoteSeries.add(new QuoteSeries(columns)));
        List<ObservationSeries> observationSeries = new ArrayList<>();
        observations.values().forEach(columns -> observationSeries.add(observed(columns)));
        List<String> notices = new ArrayList<>();
        if (!begin.isEmpty()) {
            notices.add(source + " " + begin);
        }
        if (commands > 0) {
            notices.add(source + ": " + commands + " commands of the recorded run are not given again");
        }
        return new DataSet(barSeries, tradeSeries, notices, Map.of(), List.of(), observationSeries, quoteSeries);
    }

    private static ObservationSeries observed(Columns columns) {
        long[] known = columns.times();
        double[] read = new double[known.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = Double.longBitsToDouble(columns.value(1, i));
            known[i] = i == 0 ? known[i] : Math.max(known[i], known[i - 1]);
        }
        return ObservationSeries.of(columns.symbol(), columns.column(0), known, read);
    }

    private void requireRows() {
        List<String> unknown = new ArrayList<>(options.symbols());
        unknown.removeAll(met);
        if (met.isEmpty()) {
            throw DataException.badData(source + ": holds no bar, trade or quote");
        }
        if (!unknown.isEmpty()) {
            throw DataException.badData(source + ": no market data of symbol \"" + String.join("\", \"", unknown)
                    + "\"; the nearest" + (unknown.size() == 1 ? "" : " to \"" + unknown.get(0) + "\"") + " is \""
                    + NearestName.closest(unknown.get(0), met) + "\"; leave out --symbol to read all");
        }
        if (bars.isEmpty() && trades.isEmpty() && quotes.isEmpty()) {
            throw DataException.outsideRange(
                    source + ": none of its " + outside + " rows is in the range asked for; change --from or --to");
        }
    }

    /** What makes a series; in the order in which the recorded run walked rows of one time. */
    private record RowKey(int source, int number, int seconds) implements Comparable<RowKey> {
        @Override
        public int compareTo(RowKey other) {
            int order = Integer.compare(source, other.source);
            order = order == 0 ? Integer.compare(number, other.number) : order;
            return order == 0 ? Integer.compare(seconds, other.seconds) : order;
        }
    }
}
