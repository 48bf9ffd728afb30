package io.millrace.engine;

import io.millrace.book.MarketRules;
import io.millrace.config.Settings;
import io.millrace.event.codec.RunMode;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.portfolio.Currencies;
import io.millrace.risk.ProceedsRule;
import io.millrace.risk.RiskLimits;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.venue.VenueConfig;
import java.util.List;

/**
 * Everything that decides what the engine answers to a stream of events. Two engines with equal configurations give
 * equal bytes; a journal's header holds it whole. How the engine is laid out on threads is not part of it.
 *
 * @param engineId prefix of order ids at the venue, 1 to 4 capitals and digits
 * @param mode backtest, paper or live
 * @param seed for whatever is random
 * @param instruments in id order
 * @param strategies in sleeve order
 * @param market what market data is held against
 * @param risk the gate's limits
 * @param proceeds what exits on their way count for
 * @param venue how the simulated venue treats orders
 * @param fees what the venue charges
 * @param catalog where the strategies are from
 * @param series names of the observation series, in id order
 * @param portfolio budgets, regimes, the cost of shorts
 */
public record EngineConfig(
        String engineId,
        RunMode mode,
        long seed,
        List<Instrument> instruments,
        List<StrategyConfig> strategies,
        MarketRules market,
        RiskLimits risk,
        ProceedsRule proceeds,
        VenueConfig venue,
        FeeRates fees,
        StrategyCatalog catalog,
        List<String> series,
        PortfolioConfig portfolio) {
    public EngineConfig {
        instruments = List.copyOf(instruments);
        strategies = List.copyOf(strategies);
        series = List.copyOf(series);
    }

    /** Money of the account at the start, that of no strategy included, at 1e-8. */
    public long startingCapital() {
        if (portfolio.hasBudgets()) {
            return portfolio.capital();
        }
        long capital = 0;
        for (final StrategyConfig strategy : strategies) {
            capital = Fixed.add(capital, strategy.capital());
        }
        return capital;
    }

    /** The account's currencies, without rates yet. */
    public Currencies currencies() {
        return FxSources.of(this).currencies;
    }

    /**
     * Reads a whole configuration.
     *
     * @throws io.millrace.config.ConfigException listing every violation
     */
    public static EngineConfig read(final Settings settings) {
        return read(settings, StrategyCatalog.standard());
    }

    /** {@link #read(Settings)} where strategies of other origin may be named. */
    public static EngineConfig read(final Settings settings, final StrategyCatalog strategies) {
        return EngineConfigText.read(settings, strategies);
    }

    /** The same under another simulated venue. */
    public EngineConfig with(final VenueConfig other) {
        return new EngineConfig(
                engineId,
                mode,
                seed,
                instruments,
                strategies,
                market,
                risk,
                proceeds,
                other,
                fees,
                catalog,
                series,
                portfolio);
    }

    /** The effective configuration, defaults included; {@link #read} of it is equal to this. */
    public Settings toSettings() {
        return EngineConfigText.write(this);
    }
}
