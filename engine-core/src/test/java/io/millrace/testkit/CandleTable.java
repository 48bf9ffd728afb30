package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * Candles in, trades out, as a table: one strategy, one row a bar, what it must say and do in the last column.
 *
 * <pre>
 *   CandleTable.of("equity-trend").param("exit", "2").plays("""
 *       A            | B  | ~vix | says
 *       10           | 20 | 15   |
 *       10/12/9/11*5 | -  |      | enter long A 1: 11 vs 10.5; #1 buy A for 10000
 *       11           | 20 |      | fill #1 909.09090909 @11
 *       """);
 * </pre>
 *
 * <p>A column is an instrument, or with {@code ~} a series; all its instruments are the universe, in this order. A
 * cell is a close, or {@code open/high/low/close}, with {@code *volume} unless it is 1,000; empty or {@code -} for no
 * bar. All bars of a row close together; observations are known at that time, just before them. Rows that say nothing
 * may leave the last cell empty; the others name everything that was decided and filled since the row before, in
 * order, with semicolons between. What {@link #instrument} sets holds for all instruments. No fees, slippage or volume
 * cap unless set; 10,000 of cash; bars of a day. One thread.
 */
public final class CandleTable {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int DAY_SECONDS = 86_400;
    private static final double DEFAULT_VOLUME = 1_000;

    private final Settings settings = new Settings();
    private final List<String> instrumentKeys = new ArrayList<>();
    private int barSeconds = DAY_SECONDS;

    private CandleTable() {}

    public static CandleTable of(final String strategy) {
        return new CandleTable()
                .set("engine.mode", "backtest")
                .set("venue.slippage", "0")
                .set("venue.participation", "0")
                .set("venue.makerFee", "0")
                .set("venue.takerFee", "0")
                .set("strategies.0.name", strategy)
                .set("strategies.0.symbol", "*");
    }

    public CandleTable set(final String key, final String value) {
        settings.put(key, value, "test");
        return this;
    }

    public CandleTable param(final String name, final String value) {
        return set("strategies.0.params." + name, value);
    }

    /** A setting of every instrument, such as {@code assetClass}. */
    public CandleTable instrument(final String key, final String value) {
        instrumentKeys.add(key + "=" + value);
        return this;
    }

    /** Length of the bars instead of a day. */
    public CandleTable bars(final int seconds, final String timeframe) {
        barSeconds = seconds;
        return set("strategies.0.timeframe", timeframe);
    }

    /** Plays the rows and asserts what they say. */
    public void plays(final String table) {
        final List<String> expected = new ArrayList<>();
        final List<String> actual = new ArrayList<>();
        final String[] lines = table.strip().split("\n", -1);
        final List<String> columns = cells(lines[0]);
        final List<InputScript> rows = new ArrayList<>();
        for (int row = 1; row < lines.length; row++) {
            final List<String> cells = cells(lines[row]);
            rows.add(inputs(row, columns, cells));
            final String says = cells.size() == columns.size() ? cells.get(columns.size() - 1) : "";
            expected.add("row " + row + ": " + says.replaceAll("\\s*;\\s*", "\n    "));
        }
        play(configured(columns), rows, actual);
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    private EngineConfig configured(final List<String> columns) {
        int instruments = 0;
        int series = 0;
        for (final String column : columns.subList(0, columns.size() - 1)) {
            if (column.startsWith("~")) {
                set("series." + series++ + ".name", column.substring(1));
                continue;
            }
            set("instruments." + instruments + ".symbol", column);
            for (final String keyAndValue : instrumentKeys) {
                final int equals = keyAndValue.indexOf('=');
                set(
                        "instruments." + instruments + "." + keyAndValue.substring(0, equals),
                        keyAndValue.substring(equals + 1));
            }
            instruments++;
        }
        return EngineConfig.read(settings);
    }

    private static void play(final EngineConfig config, final List<InputScript> rows, final List<String> actual) {
        final List<String> symbols = new ArrayList<>();
        config.instruments().forEach(instrument -> symbols.add(instrument.symbol()));
        final StepText reader = new StepText(symbols);
        final Step step = new Step();
        final InputScript played = new InputScript();
        final TradingEngine engine =
                new EngineFactory(config).simulated(new ScriptSource(played, false), StepLog.NONE, StepListener.NONE);
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < rows.get(row).size(); i++) {
                played.raw(rows.get(row).message(i));
            }
            final List<String> said = new ArrayList<>();
            while (engine.runOne(step)) {
                reader.read(step, said);
            }
            actual.add("row " + (row + 1) + ": " + String.join("\n    ", said));
        }
    }

    private InputScript inputs(final int row, final List<String> columns, final List<String> cells) {
        final InputScript script = new InputScript();
        final long closeNs = RandomMarket.START_NS + row * barSeconds * SECOND_NS;
        int series = 0;
        for (int i = 0; i < columns.size() - 1; i++) {
            if (columns.get(i).startsWith("~")) {
                if (!isEmpty(cells.get(i))) {
                    script.observation(series, closeNs, closeNs, Double.parseDouble(cells.get(i)));
                }
                series++;
            }
        }
        int instrument = 0;
        for (int i = 0; i < columns.size() - 1; i++) {
            if (!columns.get(i).startsWith("~")) {
                if (!isEmpty(cells.get(i))) {
                    bar(script, instrument, closeNs, cells.get(i));
                }
                instrument++;
            }
        }
        return script.tick(closeNs);
    }

    private void bar(final InputScript script, final int instrument, final long closeNs, final String cell) {
        final String[] parts = cell.split("\\*", -1);
        final double volume = parts.length == 1 ? DEFAULT_VOLUME : Double.parseDouble(parts[1].trim());
        final String[] prices = parts[0].trim().split("/", -1);
        final long[] fixed = new long[4];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = Fixed.parse(prices[prices.length == 1 ? 0 : i].trim());
        }
        script.bar(instrument, barSeconds, closeNs, fixed, Fixed.fromDouble(volume));
    }

    private static boolean isEmpty(final String cell) {
        return cell.isEmpty() || cell.equals("-");
    }

    private static List<String> cells(final String line) {
        final List<String> cells = new ArrayList<>();
        for (final String cell : line.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }
}
