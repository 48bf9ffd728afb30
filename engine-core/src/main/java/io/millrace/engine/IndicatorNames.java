package io.millrace.engine;

import io.millrace.instrument.Timeframe;
import java.util.ArrayList;
import java.util.List;

/**
 * What the values in Indicators frames are: their specifications by stream, in the frames' order. The frames hold
 * numbers only; the configuration decides what they are of. Immutable.
 */
public final class IndicatorNames {
    /** Of a stream that is not known. */
    public static final IndicatorNames NONE = new IndicatorNames(List.of(), List.of());

    private final List<List<String>> names;
    private final List<String> timeframes;

    private IndicatorNames(final List<List<String>> names, final List<String> timeframes) {
        this.names = List.copyOf(names);
        this.timeframes = List.copyOf(timeframes);
    }

    /**
     * Those of every engine of this configuration. Builds its strategies to learn what they ask for; who has an engine
     * asks that, see {@link TradingEngine#indicatorNames}: strategies of others may not like to be built beside it.
     *
     * @throws io.millrace.config.ConfigException if a strategy refuses its parameters
     */
    public static IndicatorNames of(final EngineConfig config) {
        return of(SeatedStrategies.of(config, config.catalog()).wiring());
    }

    static IndicatorNames of(final EngineWiring wiring) {
        final List<List<String>> names = new ArrayList<>();
        final List<String> timeframes = new ArrayList<>();
        for (int stream = 0; stream < wiring.streams().size(); stream++) {
            final List<String> specs = new ArrayList<>();
            for (int slot = 0; slot < wiring.indicators().count(stream); slot++) {
                specs.add(wiring.indicators().spec(stream, slot).text());
            }
            names.add(List.copyOf(specs));
            timeframes.add(new Timeframe(wiring.streams().timeframeSeconds(stream)).format());
        }
        return new IndicatorNames(names, timeframes);
    }

    /** The specification of each value of a stream, such as {@code sma(50)}; empty when there is no such stream. */
    public List<String> of(final int stream) {
        return stream >= 0 && stream < names.size() ? names.get(stream) : List.of();
    }

    /** Length of a stream's bars in words, such as {@code 1m}; empty when there is no such stream. */
    public String timeframe(final int stream) {
        return stream >= 0 && stream < timeframes.size() ? timeframes.get(stream) : "";
    }
}
