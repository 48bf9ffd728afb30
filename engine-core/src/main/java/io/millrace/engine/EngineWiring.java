package io.millrace.engine;

import io.millrace.indicator.IndicatorBank;
import io.millrace.indicator.IndicatorRegistry;
import io.millrace.instrument.InstrumentTable;
import io.millrace.instrument.Timeframe;
import java.util.List;

/**
 * What strategies are wired to while the engine is built: streams, indicators, series.
 *
 * @param series names in id order
 */
record EngineWiring(InstrumentTable instruments, StreamTable streams, IndicatorBank indicators, List<String> series) {
    /** The stream of an instrument at a timeframe; a new one at the first call. */
    int stream(final int instrument, final int timeframeSeconds) {
        final int before = streams.size();
        final int stream = streams.subscribe(instrument, timeframeSeconds);
        if (streams.size() > before) {
            indicators.addStream(instruments.get(instrument).tradingCalendar());
        }
        return stream;
    }

    int stream(final int instrument, final String timeframe) {
        return stream(instrument, Timeframe.parse(timeframe).seconds());
    }

    int indicator(final int stream, final String spec) {
        return indicators.request(stream, IndicatorRegistry.standard().parse(spec));
    }
}
