package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.RegimeDimension;
import io.millrace.event.codec.Severity;
import io.millrace.portfolio.regime.MacroSeries;
import io.millrace.portfolio.regime.RegimeBoard;
import io.millrace.portfolio.regime.RegimeBounds;
import io.millrace.portfolio.regime.RegimeConfig;
import io.millrace.portfolio.regime.RegimeListener;

/**
 * Shows the regime board the newest values of its references, before the strategies see the same event, and writes what
 * the board says. A reference that gives nothing is told once. Decide thread.
 */
final class RegimeWatch implements Stateful {
    /** So long a reference may keep silent from the start: a monthly figure comes within that time. */
    private static final long SILENCE_NS = 45 * 86_400_000_000_000L;

    private static final int DIMENSIONS = 4;

    private final RegimeConfig config;
    private final RegimeReferences references;
    private final int equityStream;
    private final int cryptoStream;
    private final RegimeBoard board;
    private final IndicatorValues values;
    private final SeriesValues series;
    private final OutputWriter output;
    private final RegimeListener onRegime;
    private final boolean[] wanted = new boolean[DIMENSIONS];
    private final boolean[] missing = new boolean[DIMENSIONS];
    private final boolean[] seen = new boolean[DIMENSIONS];
    private final boolean[] told = new boolean[DIMENSIONS];
    private long startNs = Absent.FIXED;
    private long macroNs = Long.MIN_VALUE;

    RegimeWatch(
            final RegimeConfig config,
            final RegimeReferences references,
            final RegimeBoard board,
            final IndicatorValues values,
            final SeriesValues series,
            final OutputWriter output) {
        this.config = config;
        this.references = references;
        this.equityStream = references.equity().stream();
        this.cryptoStream = references.crypto().stream();
        this.board = board;
        this.values = values;
        this.series = series;
        this.output = output;
        this.onRegime = output::regime;
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            wanted[dimension] = references.isWanted(dimension);
            missing[dimension] = references.isMissing(dimension);
        }
    }

    double factor(final int strategy) {
        return board.factor(strategy);
    }

    /** The first event, then the first of every day. */
    void onDay(final long nowNs) {
        final boolean first = startNs == Absent.FIXED;
        startNs = first ? nowNs : startNs;
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            final boolean silent = !seen[dimension] && nowNs - startNs >= SILENCE_NS;
            if (!told[dimension] && wanted[dimension] && (missing[dimension] || silent)) {
                told[dimension] = true;
                output.alert(
                        AlertCode.REGIME_REFERENCE_MISSING,
                        Severity.WARN,
                        Absent.STRATEGY,
                        Absent.INSTRUMENT,
                        dimension,
                        Double.NaN,
                        Double.NaN);
            }
        }
    }

    void onBar(final int stream, final ClosedBar bar) {
        if (stream == equityStream) {
            trend(RegimeDimension.EQUITY, references.equity(), bar);
        }
        if (stream == cryptoStream) {
            trend(RegimeDimension.CRYPTO, references.crypto(), bar);
        }
    }

    void onSeries(final int id) {
        if (id == references.volatility()) {
            final double index = series.value(id);
            seen[RegimeDimension.VOLATILITY.value()] = true;
            board.accept(RegimeDimension.VOLATILITY, config.bounds().volatility(index), index, Double.NaN, onRegime);
        }
        if (references.isMacro(id)) {
            macro();
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        board.writeState(sink);
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            sink.putLong((seen[dimension] ? 1 : 0) + (told[dimension] ? 2 : 0));
        }
        sink.putLong(startNs);
        sink.putLong(macroNs);
    }

    @Override
    public void readState(final StateSource source) {
        board.readState(source);
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            final int flags = source.getFlags("RegimeWatch.flags", 3);
            seen[dimension] = (flags & 1) != 0;
            told[dimension] = (flags & 2) != 0;
        }
        startNs = source.getLong();
        macroNs = source.getLong();
    }

    private void trend(final RegimeDimension dimension, final TrendStream trend, final ClosedBar bar) {
        seen[dimension.value()] = true;
        final double close = bar.closeAsDouble();
        final double average = values.all()[values.place(trend.stream(), trend.averageSlot())];
        final double momentum = values.all()[values.place(trend.stream(), trend.momentumSlot())];
        board.accept(dimension, RegimeBounds.trend(close, average, momentum), close, average, onRegime);
    }

    /** One bar of the macro regime is one new slope, with both yields of one time; without a slope, one new index. */
    private void macro() {
        final MacroSeries names = config.macro();
        final double pmi = series.value(references.pmi());
        double slope = Double.NaN;
        long timeNs = series.timeNs(references.pmi());
        if (!names.slope().isEmpty()) {
            slope = series.value(references.slope());
            timeNs = series.timeNs(references.slope());
        } else if (names.hasBothYields()) {
            slope = series.value(references.tenYear()) - series.value(references.twoYear());
            timeNs = Math.min(series.timeNs(references.tenYear()), series.timeNs(references.twoYear()));
        }
        if (Double.isNaN(slope)) {
            timeNs = series.timeNs(references.pmi());
        }
        if (timeNs > macroNs) {
            macroNs = timeNs;
            seen[RegimeDimension.MACRO.value()] = true;
            board.accept(RegimeDimension.MACRO, config.bounds().macro(slope, pmi), slope, pmi, onRegime);
        }
    }
}
