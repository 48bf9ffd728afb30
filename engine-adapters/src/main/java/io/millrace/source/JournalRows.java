package io.millrace.source;

import io.millrace.config.NearestName;
import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ClockTickDecoder;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.FeedStatusDecoder;
import io.millrace.event.codec.MessageHeaderDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.ResourcesDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import io.millrace.replay.JournalNames;
import io.millrace.source.JournalSeries.RowKey;
import io.millrace.source.JournalSeries.Series;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final JournalSeries bars = new JournalSeries(Recording.BAR, BAR_WIDTH);
    private final JournalSeries trades = new JournalSeries(Recording.TRADE, TRADE_WIDTH);
    private final JournalSeries quotes = new JournalSeries(Recording.QUOTE, QUOTE_WIDTH);
    private final JournalSeries observations = new JournalSeries(Recording.OBSERVATION, OBSERVATION_WIDTH);
    private final Recording.Rows order = new Recording.Rows();
    private final Set<String> met = new TreeSet<>();
    private final BarDecoder bar = new BarDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final ClockTickDecoder tick = new ClockTickDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final long[] values = new long[BAR_WIDTH];

    /** So many observations of each series came before the range. */
    private final Map<Columns, Integer> early = new IdentityHashMap<>();

    private JournalNames names;
    private long rows;
    private long commands;
    private long sessions;
    private long measured;
    private long strangers;
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
            case ClockTickDecoder.TEMPLATE_ID -> onTick(buffer, block);
            case FeedStatusDecoder.TEMPLATE_ID -> onStatus(buffer, block);
            case CommandDecoder.TEMPLATE_ID -> commands++;
            case SessionUpDecoder.TEMPLATE_ID -> sessions++;
            case ResourcesDecoder.TEMPLATE_ID -> measured++;
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
        values[5] = bar.eventTime();
        int seconds = (int) bar.timeframeSeconds();
        if (seconds <= 0) {
            strangers++;
        } else if (isWanted(bar.instrument(), bar.openTime())) {
            add(bars, new RowKey(bar.source(), (int) bar.instrument(), seconds), bar.openTime(), bar.receiveTime());
        }
    }

    private void onTrade(DirectBuffer buffer, int block) {
        trade.wrap(buffer, block, TradeDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        values[0] = trade.price();
        values[1] = trade.quantity();
        values[2] = trade.tradeId();
        if (isWanted(trade.instrument(), trade.receiveTime())) {
            add(
                    trades,
                    new RowKey(trade.source(), (int) trade.instrument(), 0),
                    trade.eventTime(),
                    trade.receiveTime());
        }
    }

    private void onQuote(DirectBuffer buffer, int block) {
        quote.wrap(buffer, block, QuoteDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        values[0] = quote.bidPrice();
        values[1] = quote.bidQuantity();
        values[2] = quote.askPrice();
        values[3] = quote.askQuantity();
        if (isWanted(quote.instrument(), quote.receiveTime())) {
            add(
                    quotes,
                    new RowKey(quote.source(), (int) quote.instrument(), 0),
                    quote.eventTime(),
                    quote.receiveTime());
        }
    }

    /** Of those before the range the newest is wanted too, which only the end shows. */
    private void onObservation(DirectBuffer buffer, int block) {
        observation.wrap(buffer, block, ObservationDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        long receiveNs = observation.receiveTime();
        if (observation.series() >= names.series().size()) {
            strangers++;
        } else if (receiveNs < options.toNs()) {
            int number = (int) observation.series();
            values[0] = observation.observedTime();
            values[1] = Double.doubleToRawLongBits(observation.value());
            Series series =
                    observations.of(new RowKey(0, number, 0), names.series().get(number));
            series.columns().add(observation.eventTime(), ++rows, values);
            order.add(Recording.OBSERVATION, series.met(), receiveNs);
            early.merge(series.columns(), receiveNs < options.fromNs() ? 1 : 0, Integer::sum);
        }
    }

    private void onTick(DirectBuffer buffer, int block) {
        tick.wrap(buffer, block, ClockTickDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        if (options.wantsTime(tick.receiveTime())) {
            order.tick(tick.eventTime(), tick.receiveTime());
        }
    }

    private void onStatus(DirectBuffer buffer, int block) {
        status.wrap(buffer, block, FeedStatusDecoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        boolean whole = (int) status.instrument() == Absent.INSTRUMENT;
        String symbol = whole ? null : symbol(status.instrument());
        if (!whole && symbol == null) {
            strangers++;
        } else if (options.wantsTime(status.receiveTime()) && (whole || options.wantsSymbol(symbol))) {
            order.status(
                    new RecordedStatus(status.eventTime(), symbol, status.source(), status.missing(), status.state()),
                    status.receiveTime());
        }
    }

    /** Counts what is not. */
    private boolean isWanted(long instrument, long timeNs) {
        String symbol = symbol(instrument);
        if (symbol == null) {
            strangers++;
            return false;
        }
        met.add(symbol);
        if (!options.wantsSymbol(symbol)) {
            return false;
        }
        outside += options.wantsTime(timeNs) ? 0 : 1;
        return options.wantsTime(timeNs);
    }

    private void add(JournalSeries all, RowKey key, long timeNs, long receiveNs) {
        String symbol = symbol(key.number());
        Series series = all.of(key, symbol);
        String before = series.columns().symbol();
        if (!before.equals(symbol)) {
            throw DataException.badData(source + ": its runs number their instruments differently (" + key.number()
                    + " is " + before + ", then " + symbol + "); use the journal of one configuration");
        }
        series.columns().add(timeNs, ++rows, values);
        order.add(all.kind(), series.met(), receiveNs);
    }

    /** Null for one that the journal's header does not name: the recorded engine refused its rows. */
    private String symbol(long instrument) {
        List<String> all = names.symbols();
        return instrument >= 0 && instrument < all.size() ? all.get((int) instrument) : null;
    }

    /** The data set; {@code begin} says where the journal begins when not at its first record. */
    DataSet finish(String begin) {
        requireRows();
        List<BarSeries> barSeries = new ArrayList<>();
        bars.forEach((key, columns) -> barSeries.add(
                new BarSeries(columns, key.seconds(), 0, false).at(columns.times(), columns.column(BAR_WIDTH - 1))));
        List<TradeSeries> tradeSeries = new ArrayList<>();
        trades.columns().forEach(columns -> tradeSeries.add(new TradeSeries(columns)));
        List<QuoteSeries> quoteSeries = new ArrayList<>();
        quotes.columns().forEach(columns -> quoteSeries.add(new QuoteSeries(columns)));
        List<ObservationSeries> observationSeries = new ArrayList<>();
        int[] places = observations.places();
        int[] skipped = new int[places.length];
        observations.columns().forEach(columns -> {
            int first = Math.max(0, early.get(columns) - 1);
            for (int met = 0; met < places.length; met++) {
                skipped[met] = places[met] == observationSeries.size() ? first : skipped[met];
            }
            observationSeries.add(observed(columns, first));
        });
        Recording recording =
                order.finish(new int[][] {places, bars.places(), trades.places(), quotes.places()}, skipped);
        return new DataSet(
                barSeries,
                tradeSeries,
                notices(begin),
                Map.of(),
                List.of(),
                observationSeries,
                quoteSeries,
                List.of(recording));
    }

    private List<String> notices(String begin) {
        List<String> notices = new ArrayList<>();
        if (!begin.isEmpty()) {
            notices.add(source + " " + begin);
        }
        if (commands > 0) {
            notices.add(source + ": " + commands + " commands of the recorded run are not given again");
        }
        if (measured > 0) {
            notices.add(source + ": " + measured + " measurements of the recorded run's resources are not given again");
        }
        if (sessions > 1) {
            notices.add(source + ": the " + sessions + " sessions of the recorded run are given as one");
        }
        if (strangers > 0) {
            notices.add(source + ": " + strangers + " rows that the recorded engine could not place are left out: their"
                    + " instrument or series is not in the journal's header, or their timeframe is no length");
        }
        return notices;
    }

    private static ObservationSeries observed(Columns columns, int first) {
        int size = columns.size();
        long[] observed = Arrays.copyOfRange(columns.column(0), first, size);
        long[] known = Arrays.copyOfRange(columns.times(), first, size);
        double[] read = new double[known.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = Double.longBitsToDouble(columns.value(1, first + i));
            known[i] = i == 0 ? known[i] : Math.max(known[i], known[i - 1]);
        }
        return ObservationSeries.of(columns.symbol(), observed, known, read);
    }

    private void requireRows() {
        List<String> unknown = new ArrayList<>(options.symbols());
        unknown.removeAll(met);
        if (met.isEmpty()) {
            throw DataException.badData(source + ": holds no bar, trade or quote"
                    + (strangers > 0 ? " of an instrument that its header names" : ""));
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
}
