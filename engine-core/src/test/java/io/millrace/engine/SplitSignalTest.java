package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.SignalDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A raw series with a split of 4:1 gives the signals of the series that was adjusted before it came in. */
class SplitSignalTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int OPEN = 52_200;
    private static final int DAY = 86_400;
    private static final int DAYS = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sma-cross 30m fast=3 slow=9",
                "momentum-signal 30m fast=3 slow=8",
                "zscore-reversion 30m lookback=8 entryZ=1.2",
                "index-mean-reversion 30m",
                "volatility-harvester 30m dip=0.01 rise=0.01",
                "sma-cross 1w fast=1 slow=2",
                "equity-trend 30m trend=9 exit=4 momentum=5",
                "crypto-reversal 30m"
            })
    void shouldSignalAsOnTheAdjustedSeries(final String model) {
        final Random random = Seeds.random("SplitSignalTest", 3);
        int signals = 0;
        for (int run = 0; run < 4; run++) {
            final long[][] bars = bars(random);
            final List<String> adjusted = signals(model, bars, 1, "");
            assertEquals(adjusted, signals(model, bars, 4, "2026-01-13 split 4:1"));
            signals += adjusted.size();
        }
        assertTrue(signals > 0, "no signal to compare");
    }

    /** Thirteen half hours a session, from a Monday on. */
    private static long[][] bars(final Random random) {
        final long[][] bars = new long[DAYS * 13][4];
        double price = 100;
        for (final long[] bar : bars) {
            final double open = price;
            price *= 1 + random.nextGaussian() / 60;
            final double high = Math.max(open, price) * 1.002;
            final double low = Math.min(open, price) * 0.998;
            final double[] all = {open, high, low, price};
            for (int i = 0; i < all.length; i++) {
                bar[i] = Fixed.fromDouble(all[i]);
            }
        }
        return bars;
    }

    /** @param ratio units of now for one of before the split, which prices before it are multiplied with */
    private static List<String> signals(
            final String model, final long[][] bars, final int ratio, final String actions) {
        final InputScript script = new InputScript();
        for (int i = 0; i < bars.length; i++) {
            final int day = i / 13 + 2 * (i / 65);
            final long scale = day < 8 ? ratio : 1;
            final long[] bar = new long[4];
            for (int k = 0; k < bar.length; k++) {
                bar[k] = bars[i][k] * scale;
            }
            final long endNs = RandomMarket.START_NS + (day * (long) DAY + OPEN + 1_800L * (i % 13 + 1)) * SECOND_NS;
            script.bar(0, 1_800, endNs, bar, 4_000 * Fixed.ONE / scale);
        }
        final EngineConfig config = EngineConfig.read(settings(model, actions));
        final TradingEngine engine =
                new EngineFactory(config).simulated(script.source(), StepLog.NONE, StepListener.NONE);
        final List<String> said = new ArrayList<>();
        final MessageCursor cursor = new MessageCursor();
        final Step step = new Step();
        while (engine.runOne(step)) {
            cursor.outputs(step);
            while (cursor.next()) {
                if (cursor.templateId() == SignalDecoder.TEMPLATE_ID) {
                    final SignalDecoder signal = new SignalDecoder();
                    signal.wrap(step.buffer(), cursor.block(), SignalDecoder.BLOCK_LENGTH, 2);
                    said.add(step.engineTimeNs() + " " + signal.action() + " " + signal.reason());
                }
            }
        }
        return said;
    }

    private static Settings settings(final String model, final String actions) {
        final String[] words = model.split(" ");
        final Settings settings = new Settings()
                .put("engine.mode", "backtest", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.0.calendar", "NYSE", "test")
                .put("strategies.0.name", words[0], "test")
                .put("strategies.0.timeframe", words[1], "test");
        for (int i = 2; i < words.length; i++) {
            final String[] pair = words[i].split("=");
            settings.put("strategies.0.params." + pair[0], pair[1], "test");
        }
        return actions.isEmpty() ? settings : settings.put("instruments.0.actions", actions, "test");
    }
}
