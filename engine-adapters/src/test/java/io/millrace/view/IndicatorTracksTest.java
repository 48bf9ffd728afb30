package io.millrace.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.IndicatorNames;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Values stand beside the bars they were made of, also where one step completes bars of several lengths. */
class IndicatorTracksTest {
    private static final Pattern MEAN = Pattern.compile("sma\\((\\d+)\\)");

    @Test
    void shouldKeepValuesBesideTheirOwnBars() {
        Random random = Seeds.random("IndicatorTracksTest", 7);
        EngineConfig config = RandomMarket.config();
        IndicatorNames names = IndicatorNames.of(config);
        Models models = new Models(config);
        TradingEngine engine = new EngineFactory(config)
                .simulated(RandomMarket.inputs(random, 400).source(), StepLog.NONE, models::onStep);
        Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        int means = 0;
        for (SeriesName series : models.market.series()) {
            List<BarLine> bars = models.market
                    .bars(series.symbol(), series.timeframe())
                    .get(0)
                    .bars();
            List<IndicatorTrack> tracks = models.market.tracks(series.symbol(), series.timeframe());
            assertTrue(tracks.size() <= 1, series + " has values of " + tracks.size() + " streams");
            for (IndicatorTrack track : tracks) {
                assertEquals(series.timeframe(), names.timeframe(track.stream()));
                assertEquals(
                        bars.stream().map(BarLine::openTimeNs).toList(),
                        track.points().stream().map(TrackPoint::openTimeNs).toList());
                means += compare(names.of(track.stream()), bars, track.points());
            }
        }
        assertTrue(means > 500, means + " means compared");
    }

    private static int compare(List<String> names, List<BarLine> bars, List<TrackPoint> points) {
        int compared = 0;
        for (int place = 0; place < names.size(); place++) {
            Matcher mean = MEAN.matcher(names.get(place));
            int period = mean.matches() ? Integer.parseInt(mean.group(1)) : Integer.MAX_VALUE;
            for (int i = period - 1; i < points.size(); i++) {
                double sum = 0;
                for (BarLine bar : bars.subList(i - period + 1, i + 1)) {
                    sum += Fixed.toDouble(bar.close());
                }
                assertEquals(sum / period, points.get(i).values().get(place), 1e-9, names.get(place));
                compared++;
            }
        }
        return compared;
    }
}
