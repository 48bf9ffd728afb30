package io.millrace.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.config.NearestName;
import io.millrace.fixed.Fixed;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * Real market data that every build carries, so that a fresh clone has something to run on.
 *
 * <ul>
 *   <li>{@code btc-trades}: 100,000 BTC-USD trades of Bitstamp, 2013-11-25 to 12-01. Trades of the same second, some
 *       alike in every column, are real fills; 18 are so small that their amount is printed as zero.
 *   <li>{@code aapl}: AAPL, daily bars of 2013.
 *   <li>{@code eth-5m}: ETH-USD, five-minute bars, 2023-03-13 to 15.
 * </ul>
 */
public final class EmbeddedData {
    /** The names {@link #load} knows. */
    public static final List<String> NAMES = List.of("btc-trades", "aapl", "eth-5m");

    private static final String ETH = "/embedded/ETH-USD-PT5M-2023-3-13_2023-3-15.json";
    private static final String ETH_SYMBOL = "ETH-USD";
    private static final int ETH_SECONDS = 300;
    private static final long MILLI = 1_000_000L;
    private static final List<String> FIELDS = List.of("openPrice", "highPrice", "lowPrice", "closePrice", "volume");

    private EmbeddedData() {}

    /**
     * Loads a sample by name.
     *
     * @throws DataException if there is no such sample (wrong usage) or the build lacks it
     */
    public static DataSet load(String name, LoadOptions options) {
        switch (name) {
            case "btc-trades":
                return csv(name, "bitstamp_trades_from_20131125_usd.csv", "BTC-USD", options);
            case "aapl":
                return csv(name, "appleinc_bars_from_20130101_usd.csv", "AAPL", options);
            case "eth-5m":
                return ethereum(options);
            default:
                throw DataException.usage("embedded:" + name + ": no such sample, did you mean embedded:"
                        + NearestName.closest(name, NAMES) + "? Samples: " + String.join(", ", NAMES));
        }
    }

    private static DataSet csv(String name, String file, String symbol, LoadOptions options) {
        requireSymbol(name, symbol, options);
        CsvInput input = CsvInput.resource("embedded:" + name, "/embedded/" + file, symbol);
        return CsvLoader.load(input, options.withSymbol(null));
    }

    /** A sample is of one symbol: others cannot be asked of it, and it takes no other name. */
    private static void requireSymbol(String name, String symbol, LoadOptions options) {
        for (String wanted : options.symbols()) {
            if (!wanted.equals(symbol)) {
                throw DataException.badData("embedded:" + name + ": no row of symbol \"" + wanted
                        + "\"; the nearest is \"" + symbol + "\"; leave out --symbol to read all");
            }
        }
    }

    private static DataSet ethereum(LoadOptions options) {
        requireSymbol("eth-5m", ETH_SYMBOL, options);
        Columns columns = new Columns(ETH_SYMBOL, FIELDS.size());
        CsvInput input = CsvInput.resource("embedded:eth-5m", ETH, ETH_SYMBOL);
        try (InputStream stream = input.open(options.progress());
                JsonParser parser = new JsonFactory().createParser(stream)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT
                        && parser.getParsingContext().getParent().inArray()) {
                    bar(parser, columns, options);
                }
            }
        } catch (IOException e) {
            throw DataException.badData(input.name() + ": cannot be read: " + e.getMessage(), e);
        }
        if (columns.size() == 0) {
            throw DataException.badData(input.name() + ": no row in the range asked for; change --from or --to");
        }
        BarSeries series = new BarSeries(columns, ETH_SECONDS, 0, false);
        return new DataSet(List.of(series), List.of(), List.of(), Map.of(), List.of());
    }

    /** The file names the last millisecond of a bar; one more is its close, five minutes less its open. */
    private static void bar(JsonParser parser, Columns columns, LoadOptions options) throws IOException {
        int line = parser.currentLocation().getLineNr();
        long[] values = new long[FIELDS.size()];
        long openNs = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            int column = FIELDS.indexOf(field);
            if (field.equals("endTime")) {
                openNs = (parser.getLongValue() + 1) * MILLI - ETH_SECONDS * 1_000 * MILLI;
            } else if (column >= 0) {
                values[column] = fixed(parser.getDecimalValue());
            }
        }
        if (options.wantsTime(openNs)) {
            columns.add(openNs, line, values);
        }
    }

    private static long fixed(BigDecimal value) {
        return value.setScale(Fixed.SCALE, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }
}
