package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.BarFrameDecoder;
import io.millrace.event.codec.IndicatorsDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is shown as sma(5) is the mean of five closes: each name is held against what plain sums make of the bars. */
class IndicatorNamesTest {
    private static final int MINUTES = 600;
    private static final Pattern NAME = Pattern.compile("([a-z]+)\\((\\d+)(?:,(\\d+))?\\)(?:\\.(\\w+))?");
    private static final double TOLERANCE = 1e-9;
    private static final Map<String, Integer> SECONDS = Map.of("1m", 60, "5m", 300, "1h", 3_600);

    private final Map<Integer, List<Double>> closes = new HashMap<>();
    private final Set<String> compared = new TreeSet<>();

    /** Several strategies on the same and on other bars, the gate's range and a regime's trend between them. */
    private static EngineConfig config() {
        final Settings settings = RandomMarket.config().toSettings();
        final String[] more = {
            "strategies.6.name index-mean-reversion",
            "strategies.6.symbol BARS,TRADED",
            "strategies.6.timeframe 5m",
            "strategies.6.capital 10000",
            "strategies.7.name momentum-signal",
            "strategies.7.symbol BARS",
            "strategies.7.timeframe 1m",
            "strategies.7.capital 10000",
            "strategies.7.params.fast 3",
            "strategies.7.params.slow 7",
            "risk.strategies.1.maxVolatility 0.9",
            "regimes.crypto.symbol TRADED",
            "regimes.timeframe 5m",
            "regimes.crypto.average 20",
            "regimes.crypto.momentum 4"
        };
        for (final String line : more) {
            final int blank = line.indexOf(' ');
            settings.put(line.substring(0, blank), line.substring(blank + 1), "test");
        }
        return EngineConfig.read(settings);
    }

    @Test
    void shouldNameEachValueByWhatItIs() {
        final Random random = Seeds.random("IndicatorNamesTest", 11);
        final EngineConfig config = config();
        final IndicatorNames names = IndicatorNames.of(config);
        final TradingEngine engine = new EngineFactory(config)
                .simulated(RandomMarket.inputs(random, MINUTES).source(), StepLog.NONE, step -> {});
        final Step step = new Step();
        while (engine.runOne(step)) {
            check(step, names, engine.indicatorNames());
        }
        assertTrue(compared.containsAll(List.of("sma(3)", "sma(9)", "roc(4)", "sma(20)")), compared.toString());
        assertTrue(compared.stream().anyMatch(name -> name.matches("bb\\(.*\\)\\.lower")), compared.toString());
        assertTrue(compared.stream().anyMatch(name -> name.matches("bb\\([0-9,]*\\)")), compared.toString());
    }

    @Test
    void shouldKnowNothingOfAStreamThatIsNotThere() {
        final IndicatorNames names = IndicatorNames.of(config());
        assertEquals(List.of("sma(2)", "sma(4)"), names.of(0).subList(0, 2));
        assertEquals("5m", names.timeframe(0));
        assertEquals(List.of(), names.of(-1));
        assertEquals(List.of(), names.of(1_000));
        assertEquals("", names.timeframe(1_000));
        assertEquals(List.of(), IndicatorNames.NONE.of(0));
    }

    /** A frame of values stands right behind the frame of its bar; one without is of the bar that came in. */
    private void check(final Step step, final IndicatorNames names, final IndicatorNames ofEngine) {
        final BarDecoder given = new BarDecoder();
        given.wrap(step.buffer(), step.inputBlock(), BarDecoder.BLOCK_LENGTH, BarDecoder.SCHEMA_VERSION);
        final BarFrameDecoder made = new BarFrameDecoder();
        final IndicatorsDecoder frame = new IndicatorsDecoder();
        final MessageCursor cursor = new MessageCursor();
        cursor.frames(step);
        boolean framed = false;
        while (cursor.next()) {
            if (cursor.templateId() == BarFrameDecoder.TEMPLATE_ID) {
                made.wrap(step.buffer(), cursor.block(), BarFrameDecoder.BLOCK_LENGTH, BarFrameDecoder.SCHEMA_VERSION);
                framed = true;
            } else if (cursor.templateId() == IndicatorsDecoder.TEMPLATE_ID) {
                frame.wrap(
                        step.buffer(),
                        cursor.block(),
                        IndicatorsDecoder.BLOCK_LENGTH,
                        IndicatorsDecoder.SCHEMA_VERSION);
                final int stream = (int) frame.stream();
                final long seconds = framed ? made.timeframeSeconds() : given.timeframeSeconds();
                final List<Double> bars = closes.computeIfAbsent(stream, key -> new ArrayList<>());
                bars.add(Fixed.toDouble(framed ? made.closePrice() : given.closePrice()));
                assertEquals(SECONDS.get(names.timeframe(stream)), (int) seconds);
                assertEquals(names.of(stream), ofEngine.of(stream));
                checkValues(frame, names.of(stream), bars);
                framed = false;
            }
        }
    }

    private void checkValues(final IndicatorsDecoder frame, final List<String> names, final List<Double> bars) {
        int place = 0;
        for (final IndicatorsDecoder.ValuesDecoder value : frame.values()) {
            final Matcher name = NAME.matcher(names.get(place));
            final double expected = name.matches() ? plain(name, bars) : Double.NaN;
            if (!Double.isNaN(expected)) {
                assertEquals(expected, value.value(), TOLERANCE * Math.max(1, Math.abs(expected)), names.get(place));
                compared.add(names.get(place));
            }
            place++;
        }
        assertEquals(names.size(), place);
    }

    /** NaN for what is not computed here, and before there are enough bars. */
    private static double plain(final Matcher name, final List<Double> bars) {
        final int period = Integer.parseInt(name.group(2));
        final int size = bars.size();
        if (size < period + (name.group(1).equals("roc") ? 1 : 0)) {
            return Double.NaN;
        }
        final List<Double> window = bars.subList(size - period, size);
        final double mean = window.stream().mapToDouble(x -> x).sum() / period;
        return switch (name.group(1)) {
            case "sma" -> mean;
            case "roc" -> 100 * (bars.get(size - 1) / bars.get(size - 1 - period) - 1);
            case "bb" -> {
                final double deviation = Math.sqrt(window.stream()
                                .mapToDouble(x -> (x - mean) * (x - mean))
                                .sum()
                        / period);
                final String output = name.group(4);
                final int side = output == null ? 0 : output.equals("upper") ? 1 : -1;
                final boolean band = output == null || output.equals("upper") || output.equals("lower");
                yield band ? mean + side * Integer.parseInt(name.group(3)) * deviation : Double.NaN;
            }
            default -> Double.NaN;
        };
    }
}
