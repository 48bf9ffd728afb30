package io.millrace.engine;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.config.ConfigException;
import io.millrace.instrument.AssetClass;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyParameters;
import io.millrace.strategy.StrategySetup;
import java.util.ArrayList;
import java.util.List;

/** What a strategy gets while it is built: its parameters, and indicators and series of its universe. */
final class StrategySeating implements StrategySetup {
    private final StrategyParameters parameters;
    private final StrategySeat seat;
    private final EngineWiring wiring;
    private final Subscriptions subscriptions = new Subscriptions();

    private StrategySeating(final StrategyParameters parameters, final StrategySeat seat, final EngineWiring wiring) {
        this.parameters = parameters;
        this.seat = seat;
        this.wiring = wiring;
    }

    static StrategySeating of(
            final StrategyFactory factory,
            final StrategyConfig config,
            final StrategySeat seat,
            final EngineWiring wiring) {
        final List<String> violations = new ArrayList<>();
        final StrategyParameters parameters =
                StrategyParameters.resolve(factory.descriptor(), config.parameters(), violations);
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
        return new StrategySeating(parameters, seat, wiring);
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public int assets() {
        return seat.instruments().length;
    }

    @Override
    public String symbol(final int asset) {
        return seat.instruments()[asset].symbol();
    }

    @Override
    public AssetClass assetClass(final int asset) {
        return seat.instruments()[asset].assetClass();
    }

    @Override
    public TradingCalendar calendar(final int asset) {
        return CalendarRegistry.find(seat.instruments()[asset].calendar());
    }

    @Override
    public int indicator(final String spec) {
        return indicator(0, spec);
    }

    @Override
    public int indicator(final int asset, final String spec) {
        final int stream = seat.streams()[asset];
        return subscriptions.add(stream, wiring.indicator(stream, spec));
    }

    @Override
    public int indicator(final int asset, final String timeframe, final String spec) {
        final int stream = wiring.stream(seat.instruments()[asset].id(), timeframe);
        return subscriptions.add(stream, wiring.indicator(stream, spec));
    }

    @Override
    public int series(final String name) {
        return subscriptions.addSeries(wiring.series().indexOf(name));
    }

    @Override
    public StrategyParameters parameters() {
        return parameters;
    }
}
