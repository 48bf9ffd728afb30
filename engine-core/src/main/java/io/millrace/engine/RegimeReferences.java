package io.millrace.engine;

import io.millrace.event.codec.RegimeDimension;
import io.millrace.portfolio.regime.MacroSeries;
import io.millrace.portfolio.regime.RegimeConfig;
import io.millrace.portfolio.regime.TrendReference;
import java.util.List;

/**
 * Where the values of the regimes come from: streams and series by number; -1 stands for one that is not configured.
 * Immutable.
 */
record RegimeReferences(
        RegimeConfig config,
        TrendStream equity,
        TrendStream crypto,
        int volatility,
        int slope,
        int tenYear,
        int twoYear,
        int pmi) {
    /** Subscribes to what the configuration names. */
    static RegimeReferences of(final RegimeConfig config, final EngineWiring wiring) {
        final List<String> series = wiring.series();
        final MacroSeries macro = config.macro();
        return new RegimeReferences(
                config,
                trend(config.equity(), config, wiring),
                trend(config.crypto(), config, wiring),
                series.indexOf(config.volatility()),
                series.indexOf(macro.slope()),
                series.indexOf(macro.tenYear()),
                series.indexOf(macro.twoYear()),
                series.indexOf(macro.pmi()));
    }

    boolean isMacro(final int id) {
        return id >= 0 && (id == slope || id == tenYear || id == twoYear || id == pmi);
    }

    /** True when the dimension has a reference, or the table has a line for it. */
    boolean isWanted(final int dimension) {
        final RegimeDimension wanted = RegimeDimension.get((short) dimension);
        final boolean given = switch (wanted) {
            case EQUITY -> config.equity().isGiven();
            case CRYPTO -> config.crypto().isGiven();
            case VOLATILITY -> !config.volatility().isEmpty();
            default -> config.macro().isGiven();
        };
        return given || isInTable(PortfolioText.lower(wanted) + ".");
    }

    /** True when nothing of this dimension can ever come. */
    boolean isMissing(final int dimension) {
        return switch (RegimeDimension.get((short) dimension)) {
            case EQUITY -> equity.stream() < 0;
            case CRYPTO -> crypto.stream() < 0;
            case VOLATILITY -> volatility < 0;
            default -> slope < 0 && (tenYear < 0 || twoYear < 0) && pmi < 0;
        };
    }

    private boolean isInTable(final String dimension) {
        for (final String name : config.table().keySet()) {
            if (name.startsWith(dimension) || name.contains("." + dimension)) {
                return true;
            }
        }
        return false;
    }

    private static TrendStream trend(
            final TrendReference reference, final RegimeConfig config, final EngineWiring wiring) {
        if (!reference.isGiven()) {
            return TrendStream.NONE;
        }
        final int stream = wiring.stream(wiring.instruments().idOf(reference.symbol()), config.timeframeSeconds());
        return new TrendStream(
                stream,
                wiring.indicator(stream, "sma(" + reference.averageBars() + ")"),
                wiring.indicator(stream, "roc(" + reference.momentumBars() + ")"));
    }
}
