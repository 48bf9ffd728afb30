package io.millrace.engine;

import io.millrace.indicator.IndicatorBank;
import io.millrace.indicator.IndicatorRegistry;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyParameters;
import io.millrace.strategy.StrategySetup;
import java.util.ArrayList;
import java.util.List;

/** What a strategy gets while it is built: its parameters, and indicators on its stream. */
final class StrategySeating implements StrategySetup {
    private final StrategyParameters parameters;
    private final IndicatorBank indicators;
    private final int stream;

    private StrategySeating(final StrategyParameters parameters, final IndicatorBank indicators, final int stream) {
        this.parameters = parameters;
        this.indicators = indicators;
        this.stream = stream;
    }

    static StrategySeating of(
            final StrategyFactory factory,
            final StrategyConfig config,
            final IndicatorBank indicators,
            final int stream) {
        final List<String> violations = new ArrayList<>();
        final StrategyParameters parameters =
                StrategyParameters.resolve(factory.descriptor(), config.parameters(), violations);
        if (!violations.isEmpty()) {
            throw new io.millrace.config.ConfigException(violations);
        }
        return new StrategySeating(parameters, indicators, stream);
    }

    @Override
    public int indicator(final String spec) {
        return indicators.request(stream, IndicatorRegistry.standard().parse(spec));
    }

    @Override
    public StrategyParameters parameters() {
        return parameters;
    }
}
