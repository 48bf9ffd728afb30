package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.event.Absent;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.QuarantineDecoder;
import io.millrace.event.codec.QuarantineReason;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.StepBytes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reason of quarantine, through the whole engine: the run with the bad event is the run without it, byte for
 * byte, but for the one step that says what was refused. Prices move so that orders are placed, rest and fill all the
 * time: had the bad event reached an indicator, a strategy or the venue, something would differ.
 */
class QuarantineTest {
    private static final long START_NS = 1_767_571_200_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MINUTES = 120;
    private static final int BAD_AT = 77;
    private static final int BARRED = 0;
    private static final int TICKED = 1;
    private static final int SEQUENCE_AT = 12;

    /** A bad event: what it is, why it is refused, and how it is written at the end of a minute. */
    private record Case(
            String name, QuarantineReason reason, double value, double limit, BiConsumer<InputScript, Long> write) {
        @Override
        public String toString() {
            return reason + ", " + name;
        }
    }

    static Stream<Case> cases() {
        final double now = START_NS + BAD_AT * (double) MINUTE_NS;
        return Stream.of(
                new Case("bar at zero", QuarantineReason.NOT_POSITIVE, 0, 0, bar(60, 100, 100, 0, 100)),
                new Case("trade of a negative price", QuarantineReason.NOT_POSITIVE, -1, 0, trade(-1)),
                new Case("quote at zero", QuarantineReason.NOT_POSITIVE, 0, 0, quote(0, 50)),
                new Case("trade of no price", QuarantineReason.NOT_A_NUMBER, nan(), 0, rawTrade(Absent.FIXED)),
                new Case("high below close", QuarantineReason.OHLC_INCONSISTENT, 99, 100, bar(60, 99, 99, 98, 100)),
                new Case("low above open", QuarantineReason.OHLC_INCONSISTENT, 99, 98, bar(60, 98, 101, 99, 100)),
                new Case(
                        "bar again",
                        QuarantineReason.DUPLICATE,
                        now - 2 * MINUTE_NS,
                        now - 2 * MINUTE_NS,
                        (in, t) -> in.bar(BARRED, 60, t - MINUTE_NS, t, flat(90), Fixed.ONE)),
                new Case(
                        "bar of before",
                        QuarantineReason.OUT_OF_ORDER,
                        now - 6 * MINUTE_NS,
                        now - 2 * MINUTE_NS,
                        (in, t) -> in.bar(BARRED, 60, t - 5 * MINUTE_NS, t, flat(90), Fixed.ONE)),
                new Case(
                        "trade of before",
                        QuarantineReason.OUT_OF_ORDER,
                        now - MINUTE_NS,
                        now,
                        (in, t) -> in.trade(TICKED, t - MINUTE_NS, t, f(50), Fixed.ONE)),
                new Case("bar half as high", QuarantineReason.OUTLIER, Double.NaN, Double.NaN, bar(60, 50, 50, 50, 50)),
                new Case("trade at double price", QuarantineReason.OUTLIER, Double.NaN, Double.NaN, trade(100)),
                new Case("quote at double price", QuarantineReason.OUTLIER, Double.NaN, Double.NaN, quote(99, 101)),
                new Case(
                        "unknown instrument",
                        QuarantineReason.UNKNOWN_INSTRUMENT,
                        7,
                        2,
                        (in, t) -> in.trade(7, t, f(50), Fixed.ONE)),
                new Case(
                        "negative instrument",
                        QuarantineReason.UNKNOWN_INSTRUMENT,
                        -1,
                        2,
                        (in, t) -> in.bar(-1, 60, t, flat(100), Fixed.ONE)),
                new Case("bid above ask", QuarantineReason.CROSSED_QUOTE, 51, 49, quote(51, 49)),
                new Case(
                        "bar of the future",
                        QuarantineReason.NOT_YET_KNOWABLE,
                        now + 2 * MINUTE_NS,
                        now,
                        (in, t) -> in.bar(BARRED, 60, t + 2 * MINUTE_NS, t, flat(100), Fixed.ONE)),
                new Case(
                        "value of the future",
                        QuarantineReason.NOT_YET_KNOWABLE,
                        now + MINUTE_NS,
                        now,
                        (in, t) -> in.observation(t + MINUTE_NS, t, 42)),
                new Case("17th timeframe", QuarantineReason.TOO_MANY_TIMEFRAMES, 99, 16, bar(99, 100, 100, 100, 100)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldLeaveNoTraceButItsOwnStep(final Case bad) {
        final Outcome without = run(null);
        final Outcome with = run(bad);
        assertTrue(without.fills > 20, "the market must be traded, but had " + without.fills + " fills");
        assertEquals(without.steps.size() + 1, with.steps.size());
        int at = 0;
        for (int i = 0; i < without.steps.size(); i++) {
            if (at == i && with.isQuarantined(at)) {
                at++;
            }
            assertArrayEquals(unnumbered(without.steps.get(i)), unnumbered(with.steps.get(at)), "step " + (at + 1));
            at++;
        }
        assertEquals(without.stateHash, with.stateHash, "state hash");
        assertEquals(without.orderHash, with.orderHash, "order hash");
        requireQuarantine(bad, with);
    }

    @Test
    void shouldHaveACaseForEveryReason() {
        final Set<QuarantineReason> missing = EnumSet.allOf(QuarantineReason.class);
        missing.remove(QuarantineReason.NULL_VAL);
        cases().forEach(bad -> missing.remove(bad.reason));
        assertEquals(Set.of(), missing);
    }

    /** The replay of the run refuses the same event with the same bytes. */
    @ParameterizedTest
    @MethodSource("cases")
    void shouldRefuseTheSameInAReplay(final Case bad) {
        final Outcome first = run(bad);
        final InputScript recorded = new InputScript();
        final Step step = new Step();
        for (final byte[] bytes : first.steps) {
            step.load(new UnsafeBuffer(bytes), 0, bytes.length);
            recorded.copy(step.buffer(), Step.INPUT_OFFSET, step.inputEnd() - Step.INPUT_OFFSET);
        }
        final StepBytes log = new StepBytes();
        final TradingEngine again = new EngineFactory(config()).replaying(recorded.source(), log, StepListener.NONE);
        while (again.runOne(step)) {
            // Runs to the end.
        }
        assertEquals(first.steps.size(), log.steps().size());
        for (int i = 0; i < first.steps.size(); i++) {
            assertArrayEquals(first.steps.get(i), log.steps().get(i), "step " + (i + 1));
        }
        assertEquals(first.stateHash, again.stateHash());
    }

    private static void requireQuarantine(final Case bad, final Outcome with) {
        final List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < with.steps.size(); i++) {
            if (with.isQuarantined(i)) {
                refused.add(i);
            }
        }
        assertEquals(1, refused.size());
        final Step step = with.step(refused.get(0));
        final MessageCursor cursor = new MessageCursor();
        cursor.wrap(step.buffer(), step.inputEnd(), step.length());
        assertTrue(cursor.next());
        final QuarantineDecoder said = new QuarantineDecoder()
                .wrap(step.buffer(), cursor.block(), QuarantineDecoder.BLOCK_LENGTH, QuarantineDecoder.SCHEMA_VERSION);
        assertEquals(bad.reason, said.reason());
        if (!Double.isNaN(bad.value)) {
            assertEquals(bad.value, said.value(), Math.abs(bad.value) * 1e-12);
            assertEquals(bad.limit, said.limitValue(), Math.abs(bad.limit) * 1e-12);
        } else {
            assertTrue(Math.abs(said.value()) > said.limitValue(), said.toString());
        }
        assertTrue(!cursor.next(), "nothing comes of a refused event");
    }

    private static Outcome run(final Case bad) {
        final StepBytes log = new StepBytes();
        final TradingEngine engine =
                new EngineFactory(config()).simulated(inputs(bad).source(), log, StepListener.NONE);
        final Step step = new Step();
        while (engine.runOne(step)) {
            // Runs to the end.
        }
        return new Outcome(log.steps(), engine.stateHash(), engine.orderHash());
    }

    private static EngineConfig config() {
        final Settings settings = new Settings();
        final String[][] pairs = {
            {"engine.mode", "backtest"},
            {"market.outlierMads", "10"},
            {"market.outlierWindow", "64"},
            {"market.tickJump", "0.1"},
            {"market.barJump", "0.25"},
            {"market.confirmations", "3"},
            {"market.staleBars", "5"},
            {"market.gaps", "true"},
            {"instruments.0.symbol", "BARS"},
            {"instruments.1.symbol", "TICKS"},
            {"strategies.0.name", "sma-cross"},
            {"strategies.0.symbol", "BARS"},
            {"strategies.0.timeframe", "1m"},
            {"strategies.0.params.fast", "1"},
            {"strategies.0.params.slow", "2"},
            {"strategies.1.name", "sma-cross"},
            {"strategies.1.symbol", "TICKS"},
            {"strategies.1.timeframe", "1m"},
            {"strategies.1.params.fast", "1"},
            {"strategies.1.params.slow", "2"},
        };
        for (final String[] pair : pairs) {
            settings.put(pair[0], pair[1], "test");
        }
        return EngineConfig.read(settings);
    }

    /** Waves of four minutes; sixteen timeframes of the first instrument. */
    private static InputScript inputs(final Case bad) {
        final InputScript script = new InputScript().up(START_NS, 1);
        for (int minute = 1; minute <= MINUTES; minute++) {
            final long endNs = START_NS + minute * MINUTE_NS;
            final double wave = minute % 4 < 2 ? 1 : -1;
            script.quote(TICKED, endNs - 30_000_000_000L, f(50 + wave - 0.01), f(50 + wave + 0.01), f(1_000));
            script.trade(TICKED, endNs - 20_000_000_000L, f(50 + wave), f(5_000));
            script.quote(TICKED, endNs, f(50 + wave - 0.01), f(50 + wave + 0.01), f(1_000));
            script.trade(TICKED, endNs, f(50 + wave), f(5_000));
            if (bad != null && minute == BAD_AT) {
                final InputScript alone = new InputScript();
                bad.write.accept(alone, endNs);
                script.copy(new UnsafeBuffer(alone.message(0)), 0, alone.message(0).length);
            }
            script.bar(BARRED, 60, endNs, new long[] {f(100), f(103), f(97), f(100 + wave)}, f(100_000));
            if (minute > 30 && minute <= 45) {
                script.bar(BARRED, 30 + minute, endNs, flat(100 + wave), f(1_000));
            }
        }
        return script.down(START_NS + MINUTES * MINUTE_NS + 1, 1);
    }

    /** A bar that ends now, as the next good one does. */
    private static BiConsumer<InputScript, Long> bar(
            final int seconds, final double open, final double high, final double low, final double close) {
        final long[] prices = {f(open), f(high), f(low), f(close)};
        return (script, endNs) -> script.bar(BARRED, seconds, endNs, prices, f(100_000));
    }

    private static BiConsumer<InputScript, Long> trade(final double price) {
        return rawTrade(f(price));
    }

    private static BiConsumer<InputScript, Long> rawTrade(final long price) {
        return (script, endNs) -> script.trade(TICKED, endNs, price, f(5_000));
    }

    private static BiConsumer<InputScript, Long> quote(final double bid, final double ask) {
        return (script, endNs) -> script.quote(TICKED, endNs, f(bid), f(ask), f(1_000));
    }

    private static long[] flat(final double price) {
        return new long[] {f(price), f(price), f(price), f(price)};
    }

    private static double nan() {
        return Fixed.toDouble(Absent.FIXED);
    }

    private static long f(final double value) {
        return Fixed.fromDouble(value);
    }

    private static byte[] unnumbered(final byte[] step) {
        final byte[] copy = step.clone();
        new UnsafeBuffer(copy).putLong(SEQUENCE_AT, 0);
        return copy;
    }

    /** What a run gave. */
    private static final class Outcome {
        private final List<byte[]> steps;
        private final long stateHash;
        private final long orderHash;
        private final int fills;

        Outcome(final List<byte[]> steps, final long stateHash, final long orderHash) {
            this.steps = steps;
            this.stateHash = stateHash;
            this.orderHash = orderHash;
            int found = 0;
            for (int i = 0; i < steps.size(); i++) {
                found += isFill(step(i)) ? 1 : 0;
            }
            this.fills = found;
        }

        Step step(final int index) {
            final Step step = new Step();
            step.load(new UnsafeBuffer(steps.get(index)), 0, steps.get(index).length);
            return step;
        }

        boolean isQuarantined(final int index) {
            return MarketGate.isRefused(step(index));
        }

        private static boolean isFill(final Step step) {
            return step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID
                    && new ExecutionReportDecoder()
                                    .wrap(
                                            step.buffer(),
                                            step.inputBlock(),
                                            ExecutionReportDecoder.BLOCK_LENGTH,
                                            ExecutionReportDecoder.SCHEMA_VERSION)
                                    .execType()
                            == ExecType.FILL;
        }
    }
}
