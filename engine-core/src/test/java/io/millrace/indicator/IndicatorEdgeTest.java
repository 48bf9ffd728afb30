package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.calendar.CalendarRegistry;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small cases reckoned by hand, and what stands where a formula has no value. */
class IndicatorEdgeTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final double NONE = Double.NaN;

    @Test
    void shouldWeighTheNewestMost() {
        final double[] expected = {NONE, NONE, (3 * 4 + 2 * 2 + 1) / 6.0, (3 * 8 + 2 * 4 + 2) / 6.0};
        assertArrayEquals(expected, Bars.ofCloses(1, 2, 4, 8).run("wma(3)"));
    }

    @Test
    void shouldForgetAnAbsurdNumberInWeightedSums() {
        for (int before = 0; before < 12; before++) {
            final WindowWeightedSum window = new WindowWeightedSum(3);
            double last = 0;
            for (int i = 0; i < before + 4; i++) {
                last = window.add(i == before ? 1e300 : 0.5);
            }
            assertEquals(0.5 * (1 + 2 + 3), last, "absurd number at " + before);
        }
    }

    @Test
    void shouldBeginASessionWithAUtcDay() {
        final Indicator average = IndicatorRegistry.standard().parse("vwap").newIndicator();
        final BarValues bar = new BarValues();
        average.update(0, bar.set(-2 * HOUR_NS, 9, 9, 9, 9, 100));
        assertEquals(9, average.value());
        average.update(0, bar.set(-HOUR_NS, 12, 12, 12, 12, 200));
        assertEquals(11, average.value(), 1e-15, "before 1970 is a day too");
        average.update(0, bar.set(0, 20, 23, 17, 20, 0));
        assertEquals(20, average.value(), "no volume yet: the typical price");
        average.update(0, bar.set(23 * HOUR_NS, 30, 36, 27, 30, 7));
        assertEquals(31, average.value(), "the same day: its first volume");
        average.update(0, bar.set(24 * HOUR_NS, 40, 40, 40, 40, 1));
        assertEquals(40, average.value());
    }

    @Test
    void shouldBalanceVolumes() {
        final Bars bars = Bars.ofCloses(10, 11, 11, 9, 12);
        final double[] volumes = {5, 7, 100, 3, 2};
        System.arraycopy(volumes, 0, bars.volume(), 0, volumes.length);
        final double[] expected = {5, 12, 12, 9, 11};
        assertArrayEquals(expected, bars.run("obv"));
    }

    @Test
    void shouldRankAgainstTheInputsBefore() {
        final double[] expected = {NONE, NONE, NONE, NONE, 100, 0, 25, 25};
        assertArrayEquals(expected, Bars.ofCloses(3, 1, 2, 2, 5, 1, 2, 2).run("prank(4)"));
    }

    /** Oil traded at -36.98 on 20 April 2020. */
    @Test
    void shouldHaveNoVolatilityWhileAReturnWithoutLogarithmIsInTheWindow() {
        final double[] values = Bars.ofCloses(20, 18, 20, -36.98, 9, 10, 12, 11).run("lrstdev(2)");
        final boolean[] none = {true, true, false, true, true, true, false, false};
        for (int i = 0; i < none.length; i++) {
            assertEquals(none[i], Double.isNaN(values[i]), "bar " + (i + 1));
        }
        // Of two returns the sample deviation is their distance over the root of two.
        final double expected = Math.abs(StrictMath.log(12.0 / 10) - StrictMath.log(11.0 / 12)) / Math.sqrt(2);
        assertEquals(expected, values[7], 1e-15);
        assertEquals(expected * Math.sqrt(365), Bars.ofCloses(10, 12, 11).run("realvol(2,365)")[2], 1e-14);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsi(3)|50",
                "roc(3)|0",
                "adx(2)|0",
                "adx(2).plusdi|0",
                "bb(3,2).pctb|0.5",
                "bb(3,2).bandwidth|0",
                "zscore(3)|0",
                "vzscore(3)|0",
                "vratio(3)|1",
                "vwap|0",
                "stoch(2,2,2)|50",
                "stoch(2,2,2).d|50",
                "cci(3)|0",
                "corr(3)|0",
                "beta(3)|0",
                "prank(3)|0"
            })
    void shouldStayFiniteWhereNothingMovesAndNothingTrades(final String text, final double expected) {
        final double[] zeros = new double[12];
        final double[] values = Bars.ofCloses(zeros).run(text);
        assertEquals(expected, values[11], text + " of zeros");
        if (!text.equals("vwap")) {
            final double[] flat = Bars.ofCloses(7, 7, 7, 7, 7, 7, 7, 7, 7).run(text);
            assertEquals(expected, flat[8], text + " of a flat market");
        }
    }

    @Test
    void shouldKeepTheLastAdxWhereTheMarketStops() {
        final double[] closes = {1, 2, 3, 2, 3, 4, 4};
        final double[] adx = Bars.ofCloses(closes).run("adx(2)");
        assertEquals(adx[5], Bars.ofCloses(1, 2, 3, 2, 3, 4).run("adx(2)")[5]);
        assertTrue(adx[6] > 0);
    }

    @Test
    void shouldRefuseAFastMeanThatIsNotTheFaster() {
        final IndicatorBank bank = new IndicatorBank();
        final int stream = bank.addStream();
        for (final String text : new String[] {"macd(26,12,9)", "macd(12,12,9)"}) {
            final IndicatorSpec spec = IndicatorRegistry.standard().parse(text);
            final String message = assertThrows(IllegalArgumentException.class, () -> bank.request(stream, spec))
                    .getMessage();
            assertTrue(message.contains("slow is 12; expected fast below slow"), message);
        }
        assertEquals(0, bank.count(stream), "nothing was added");
    }

    @Test
    void shouldRefuseParametersOutOfRange() {
        for (final String text : new String[] {"adx(1)", "lrstdev(1)", "bb(20,-1)", "realvol(20,0)", "vwap(close)"}) {
            final IndicatorRegistry registry = IndicatorRegistry.standard();
            assertThrows(IllegalArgumentException.class, () -> registry.parse(text), text);
        }
    }

    /** What trades after the close belongs to the next session, although it is the same day in UTC. */
    @Test
    void shouldBeginTheAveragePriceWithTheSession() {
        final IndicatorBank bank = new IndicatorBank();
        final int stream = bank.addStream(CalendarRegistry.find("NYSE"));
        final int slot = bank.request(stream, IndicatorRegistry.standard().parse("vwap"));
        final long hourNs = 3_600_000_000_000L;
        final long mondayNs = LocalDate.of(2026, 1, 5).toEpochDay() * 24 * hourNs;
        bank.update(stream, mondayNs + 15 * hourNs, 100, 100, 100, 100, 1);
        bank.update(stream, mondayNs + 22 * hourNs, 200, 200, 200, 200, 1);
        assertEquals(200, bank.value(stream, slot));
        bank.update(stream, mondayNs + 39 * hourNs, 300, 300, 300, 300, 1);
        assertEquals(250, bank.value(stream, slot));
    }
}
