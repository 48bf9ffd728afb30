package io.millrace.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.testkit.InputScript;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Look-ahead that is in the data and not in the code, each beside data without it. */
class DataCheatsTest {
    private static final ProofPlan SHORT = new ProofPlan(3, 3, 1, 1);
    private static final long HOUR_NS = 3_600_000_000_000L;

    private static LookAheadReport check(final Settings settings, final InputTape tape, final FittedRange fitted) {
        final EngineConfig config = EngineConfig.read(settings, StrategyCatalog.standard());
        final StrategyCode code = StrategyCode.of(StrategyCatalog.standard());
        return new LookAheadCheck(new ProofSubject(config, code, fitted), tape, SHORT, ProofProgress.NONE).run();
    }

    /** All bars handed out earlier than they were. */
    private static InputTape earlier(final InputTape tape, final long byNs) {
        final InputTape early = tape.copy();
        for (int i = 0; i < early.size(); i++) {
            if (early.template(i) == BarDecoder.TEMPLATE_ID) {
                for (final int field : List.of(0, 8)) {
                    final long at = early.longAt(i, field) - byNs;
                    early.buffer().putLong(early.block(i) + field, at, ByteOrder.LITTLE_ENDIAN);
                }
            }
        }
        return early;
    }

    /** Weekly bars of many symbols; some of them end half-way. */
    private static InputTape universe(final int symbols, final int dead) {
        final Random random = new Random(5);
        final InputScript script = new InputScript().up(ProofMarket.START_NS - ProofMarket.DAY_NS, 1);
        for (int week = 1; week <= 170; week++) {
            for (int i = 0; i < symbols; i++) {
                if (i >= dead || week < 85) {
                    final long price = Fixed.fromDouble(100 + random.nextInt(20));
                    final long[] prices = {price, price, price, price};
                    final long closeNs = ProofMarket.START_NS + week * 7 * ProofMarket.DAY_NS;
                    script.bar(i, 7 * 86_400, closeNs, prices, Fixed.ONE);
                }
            }
        }
        return InputTape.of(script.source());
    }

    private static Settings many(final int symbols) {
        final Settings settings = ProofMarket.settings("buy-and-hold").put("strategies.0.timeframe", "7d", "test");
        for (int i = 0; i < symbols; i++) {
            settings.put("instruments." + i + ".symbol", i == 0 ? "X" : "S" + i, "test");
        }
        return settings;
    }

    /** Quarterly values of series 0; so late are they published. */
    private static InputTape quarters(final long publishedNs) {
        final InputTape tape = ProofMarket.daily(9, 400);
        final InputScript script = new InputScript();
        int next = 1;
        for (int i = 0; i < tape.size(); i++) {
            final long quarterNs = ProofMarket.START_NS + next * 91 * ProofMarket.DAY_NS;
            if (next <= 3 && tape.eventTimeNs(i) >= quarterNs + publishedNs) {
                script.observation(quarterNs + publishedNs, quarterNs + publishedNs, next);
                next++;
            }
            script.copy(tape.buffer(), tape.offset(i), tape.offset(i + 1) - tape.offset(i));
        }
        final InputTape all = InputTape.of(script.source());
        for (int i = 0; i < all.size(); i++) {
            if (all.template(i) == ObservationDecoder.TEMPLATE_ID) {
                all.buffer()
                        .putLong(
                                all.block(i) + ObservationDecoder.observedTimeEncodingOffset(),
                                all.eventTimeNs(i) - publishedNs,
                                ByteOrder.LITTLE_ENDIAN);
                all.buffer()
                        .putInt(all.block(i) + ObservationDecoder.seriesEncodingOffset(), 0, ByteOrder.LITTLE_ENDIAN);
            }
        }
        return all;
    }

    /** Half-hour bars from 9:30 to 16:00 of weekdays in January 2020, at so many hours from New York to the stamps. */
    private static InputTape session(final int hours) {
        final InputScript script = new InputScript().up(ProofMarket.START_NS - ProofMarket.DAY_NS, 1);
        for (int day = 0; day < 5; day++) {
            for (int half = 0; half < 13; half++) {
                final long openNs = ProofMarket.START_NS + day * ProofMarket.DAY_NS + HOUR_NS / 2 * (19 + half);
                final long price = Fixed.fromDouble(100 + half);
                final long[] prices = {price, price, price, price};
                script.bar(0, 1_800, openNs + HOUR_NS / 2 + hours * HOUR_NS, prices, Fixed.ONE);
            }
        }
        return InputTape.of(script.source());
    }

    @Test
    void shouldFlagBarsThatAreHandedOutEarly() {
        final InputTape tape = ProofMarket.daily(2, 50);
        final Settings settings = ProofMarket.settings("buy-and-hold");
        assertTrue(check(settings, earlier(tape, ProofMarket.DAY_NS), null).has(FindingKind.EARLY_BAR));
        assertEquals(List.of(), check(settings, tape, null).findings());
    }

    @Test
    void shouldFlagStampsOfAnotherTimeZone() {
        final Settings settings = ProofMarket.settings("buy-and-hold")
                .put("instruments.0.calendar", "NYSE", "test")
                .put("strategies.0.timeframe", "30m", "test");
        assertTrue(check(settings, session(0), null).has(FindingKind.OUTSIDE_SESSION));
        assertEquals(List.of(), check(settings, session(5), null).findings());
    }

    @Test
    void shouldFlagAUniverseOfSurvivors() {
        assertTrue(check(many(55), universe(55, 0), null).has(FindingKind.SURVIVORS));
        assertEquals(List.of(), check(many(55), universe(55, 4), null).findings());
        assertEquals(List.of(), check(many(20), universe(20, 0), null).findings());
    }

    @Test
    void shouldFlagValuesWithoutATimeOfPublication() {
        final Settings settings = ProofMarket.settings("buy-and-hold").put("series.0.name", "EPS", "test");
        assertTrue(check(settings, quarters(0), null).has(FindingKind.UNPUBLISHED));
        assertEquals(
                List.of(),
                check(settings, quarters(40 * ProofMarket.DAY_NS), null).findings());
    }

    @Test
    void shouldFlagParametersFittedOnTheRangeUnderTest() {
        final InputTape tape = ProofMarket.daily(4, 40);
        final Settings settings = ProofMarket.settings("buy-and-hold");
        final long start = ProofMarket.START_NS;
        final FittedRange within = new FittedRange(start + 5 * ProofMarket.DAY_NS, start + 9 * ProofMarket.DAY_NS);
        final FittedRange before = new FittedRange(start - 900 * ProofMarket.DAY_NS, start);
        assertTrue(check(settings, tape, within).has(FindingKind.FITTED_ON_TEST));
        assertEquals(List.of(), check(settings, tape, before).findings());
    }

    /** A table of fundamentals in which restated values have replaced the first ones. */
    @Test
    void shouldFlagRestatedFundamentals() {
        final Rule restated = (rows, now) -> {
            final List<Double> table = new ArrayList<>();
            for (int quarter = 0; quarter * 60 < rows.size(); quarter++) {
                // The first print is of the quarter itself; what is restated knows of the next one.
                final int known = Math.min(rows.size() - 1, quarter * 60 + 90);
                table.add(rows.get(known)[4]);
            }
            return table.get(now / 60) > rows.get(now)[4];
        };
        final InputTape tape = ProofMarket.daily(8, 300);
        final ProofPlan plan = ProofPlan.STANDARD.withCuts(30);
        final LookAheadReport flagged = ProofMarket.check(RuleStrategy.cheating(restated), tape, plan);
        assertTrue(flagged.has(FindingKind.TRUNCATION) && flagged.has(FindingKind.POISON));
        assertFalse(ProofMarket.check(RuleStrategy.honest((rows, now) -> now % 9 < 5), tape, plan)
                .has(FindingKind.TRUNCATION));
    }
}
