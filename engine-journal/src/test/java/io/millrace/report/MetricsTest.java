package io.millrace.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fixed.Fixed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final long DAY = DayEnds.DAY_NS;

    @Test
    void shouldMatchFiguresComputedByHand() {
        // Returns: +10 %, -20 %, +25 %; mean 0.05; squares 0.0025 + 0.0625 + 0.04 = 0.105; deviation sqrt(0.0525).
        final Metrics metrics = Metrics.of(SampleRuns.daily(100, 100, 110, 88, 110));
        assertEquals(0.10, metrics.returns().totalReturn(), 1e-12);
        assertEquals(
                0.05 / Math.sqrt(0.0525) * Math.sqrt(365), metrics.returns().sharpe(), 1e-9);
        assertEquals(Math.sqrt(0.0525 * 365), metrics.returns().volatility(), 1e-9);
        assertEquals(
                0.05 / Math.sqrt(0.04 / 3) * Math.sqrt(365), metrics.returns().sortino(), 1e-9);
        assertEquals(0.20, metrics.drawdown().depth(), 1e-12);
        assertEquals(2 * DAY, metrics.drawdown().lengthNs());
        assertEquals(DAY, metrics.drawdown().peakNs());
        assertEquals(2 * DAY, metrics.drawdown().troughNs());
        assertEquals(0.25, metrics.distribution().bestDay(), 1e-12);
        assertEquals(-0.20, metrics.distribution().worstDay(), 1e-12);
        // Quantile 5 % lies a tenth of the way from -0.2 to 0.1.
        assertEquals(0.17, metrics.distribution().var95(), 1e-12);
        assertEquals(0.20, metrics.distribution().cvar95(), 1e-12);
        assertFalse(metrics.returns().enoughHistory());
    }

    @Test
    void shouldCompoundOverElapsedYears() {
        final long[] times = {0, 2 * 365 * DAY + DAY / 2};
        final Metrics metrics = Metrics.of(SampleRuns.of(times, new double[] {100, 121}, 100, List.of()));
        assertEquals(0.10, metrics.returns().cagr(), 1e-12);
        assertTrue(metrics.returns().enoughHistory());
    }

    /** A day's bar closes at the midnight after it: the last one of a year must not begin the next. */
    @Test
    void shouldBookAMidnightCloseToTheDayThatEnds() {
        final long newYear = LocalDate.of(2013, 1, 1).toEpochDay() * DAY;
        final long[] times = new long[366];
        final double[] equity = new double[366];
        for (int i = 0; i < times.length; i++) {
            times[i] = newYear + i * DAY;
            equity[i] = 100 + i;
        }
        final RunResult run = SampleRuns.of(times, equity, 100, List.of());
        final List<MonthlyReturns.Year> years = MonthlyReturns.of(run);
        assertEquals(1, years.size(), years.toString());
        assertEquals(2013, years.get(0).year());
        assertEquals(0.31, years.get(0).months()[0], 1e-12, "31 days of January");
        assertEquals(159.0 / 131 - 1, years.get(0).months()[1], 1e-12);
        assertEquals(3.65, years.get(0).total(), 1e-12);
        assertEquals(365, Metrics.of(run).returns().days());
    }

    /** The returns of weeks are annualised as such: 365.25 / 7 of them make a year. */
    @Test
    void shouldAnnualiseWhatALongerBarReturns() {
        final long[] times = {0, 7 * DAY, 14 * DAY, 21 * DAY};
        final RunResult weekly = SampleRuns.of(times, new double[] {100, 110, 88, 110}, 100, List.of());
        final ReturnStats stats = Metrics.of(weekly).returns();
        final double weeks = 365.25 / 7;
        assertEquals(0.05 / Math.sqrt(0.0525) * Math.sqrt(weeks), stats.sharpe(), 1e-9);
        assertEquals(Math.sqrt(0.0525 * weeks), stats.volatility(), 1e-9);
        assertEquals(0.05 / Math.sqrt(0.04 / 3) * Math.sqrt(weeks), stats.sortino(), 1e-9);
    }

    /** One long walk seen daily and weekly: two estimates of one number. */
    @Test
    void shouldFindNearlyTheSameSharpeInWeeksAsInDays() {
        final Random random = new Random(Long.getLong("seed", 7L));
        final double[] daily = new double[7 * 2_000 + 1];
        daily[0] = 1_000;
        for (int i = 1; i < daily.length; i++) {
            daily[i] = daily[i - 1] * (1 + 0.0005 + 0.008 * random.nextGaussian());
        }
        final long[] times = new long[2_001];
        final double[] weekly = new double[2_001];
        for (int i = 0; i < times.length; i++) {
            times[i] = 7 * i * DAY;
            weekly[i] = daily[7 * i];
        }
        final double fromDays =
                Metrics.of(SampleRuns.daily(1_000, daily)).returns().sharpe();
        final double fromWeeks = Metrics.of(SampleRuns.of(times, weekly, 1_000, List.of()))
                .returns()
                .sharpe();
        assertEquals(1, fromWeeks / fromDays, 0.15, fromWeeks + " and " + fromDays);
    }

    /** Five sessions a week are the 252 days that an exchange has, and a lost week changes that not. */
    @Test
    void shouldKeepTheMarketsDaysThroughHolidays() {
        final int sessions = 200;
        final long[] times = new long[sessions];
        final double[] equity = new double[sessions];
        for (int i = 0; i < sessions; i++) {
            final long day = i / 5 * 7L + i % 5 + (i >= 100 ? 7 : 0);
            times[i] = day * DAY + DAY * 7 / 8;
            equity[i] = 100 + i % 3;
        }
        final RunResult like = SampleRuns.of(times, equity, 100, List.of());
        final RunResult run = new RunResult(
                like.header(),
                new Account(100 * Fixed.ONE, 0, 0, 0, Account.EXCHANGE_DAYS),
                like.curve(),
                List.of(),
                like.trades(),
                like.speed(),
                like.verification(),
                List.of());
        final double[] returns = new double[sessions - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = equity[i + 1] / equity[i] - 1;
        }
        final double mean = Arrays.stream(returns).average().orElseThrow();
        final double squares =
                Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).sum();
        assertEquals(
                Math.sqrt(squares / (sessions - 2) * 252),
                Metrics.of(run).returns().volatility(),
                1e-9);
    }

    @Test
    void shouldSumUpRoundTrips() {
        final List<RoundTrip> trips =
                List.of(SampleRuns.trip(0, DAY, 30), SampleRuns.trip(0, 3 * DAY, -10), SampleRuns.trip(0, 2 * DAY, 0));
        final TradeStats trades = TradeStats.of(trips);
        assertEquals(3, trades.count());
        assertEquals(1.0 / 3, trades.winRate(), 1e-15);
        assertEquals(3.0, trades.profitFactor(), 1e-15);
        assertEquals(20.0 / 3, trades.expectancy(), 1e-12);
        assertEquals(2 * DAY, trades.averageHoldingNs());
        assertEquals(
                Double.POSITIVE_INFINITY, TradeStats.of(trips.subList(0, 1)).profitFactor());
    }

    @Test
    void shouldLeaveFiguresUndefinedWhenNothingMoves() {
        final Metrics flat = Metrics.of(SampleRuns.daily(100, 100, 100, 100));
        assertTrue(Double.isNaN(flat.returns().sharpe()));
        assertTrue(Double.isNaN(flat.returns().sortino()));
        assertTrue(Double.isNaN(flat.returns().calmar()));
        assertTrue(Double.isNaN(flat.trades().winRate()));
        assertEquals(0.0, flat.bps());
        final Metrics point = Metrics.of(SampleRuns.daily(100, 100));
        assertTrue(Double.isNaN(point.returns().cagr()));
        assertTrue(Double.isNaN(point.distribution().var95()));
    }

    @Test
    void shouldReportRuinAsTotalLoss() {
        final Metrics ruin = Metrics.of(SampleRuns.daily(100, 100, 50, 0, 0));
        assertEquals(-1.0, ruin.returns().totalReturn());
        assertEquals(-1.0, ruin.returns().cagr());
        assertEquals(1.0, ruin.drawdown().depth());
        assertEquals(3 * DAY, ruin.drawdown().lengthNs());
    }

    @Test
    void shouldWeighExposureByTime() {
        final long[] equity = {100, 100, 100};
        final EquityCurve curve = new EquityCurve(new long[] {0, 3, 4}, equity, new long[] {50, 100, 0});
        final RunResult like = SampleRuns.daily(100, 100, 100);
        final RunResult run = new RunResult(
                like.header(),
                new Account(100, 300, 7, 0, 365),
                curve,
                List.of(),
                like.trades(),
                like.speed(),
                like.verification(),
                List.of());
        assertEquals((0.5 * 3 + 1.0) / 4, Usage.of(run).exposure(), 1e-15);
        assertEquals(3.0, Usage.of(run).turnover(), 1e-12);
    }

    @Test
    void shouldRefuseDisorderAndMissingSamples() {
        assertThrows(IllegalArgumentException.class, () -> new EquityCurve(new long[0], new long[0], new long[0]));
        assertThrows(
                IllegalArgumentException.class, () -> new EquityCurve(new long[] {2, 1}, new long[2], new long[2]));
        assertThrows(IllegalArgumentException.class, () -> new EquityCurve(new long[1], new long[2], new long[1]));
        assertThrows(IllegalArgumentException.class, () -> new Account(0, 0, 0, 0, 365));
    }

    @Test
    void shouldAgreeWithNaiveArithmeticOnRandomCurves() {
        final long seed = Long.getLong("seed", 20_261_121L);
        final Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            final double[] equity = new double[2 + random.nextInt(300)];
            equity[0] = 1_000;
            for (int i = 1; i < equity.length; i++) {
                equity[i] = Math.rint(equity[i - 1] * (1 + 0.03 * random.nextGaussian()) * 1e6) / 1e6;
            }
            final Metrics metrics = Metrics.of(SampleRuns.daily(1_000, equity));
            final String where = "seed " + seed + ", round " + round;
            assertEquals(naiveDrawdown(equity), metrics.drawdown().depth(), 1e-12, where);
            if (equity.length > 2) {
                assertEquals(naiveSharpe(equity), metrics.returns().sharpe(), 1e-8, where);
            }
        }
    }

    private static double naiveDrawdown(final double[] equity) {
        double worst = 0;
        for (int i = 0; i < equity.length; i++) {
            for (int j = i; j < equity.length; j++) {
                worst = Math.max(worst, 1 - equity[j] / equity[i]);
            }
        }
        return worst;
    }

    private static double naiveSharpe(final double[] equity) {
        final MathContext exact = new MathContext(60);
        final BigDecimal[] returns = new BigDecimal[equity.length - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = BigDecimal.valueOf(equity[i + 1])
                    .divide(BigDecimal.valueOf(equity[i]), exact)
                    .subtract(BigDecimal.ONE);
        }
        final BigDecimal n = BigDecimal.valueOf(returns.length);
        final BigDecimal mean =
                Arrays.stream(returns).reduce(BigDecimal.ZERO, BigDecimal::add).divide(n, exact);
        final BigDecimal variance = Arrays.stream(returns)
                .map(r -> r.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(n.subtract(BigDecimal.ONE), exact);
        return mean.divide(variance.sqrt(exact), exact)
                .multiply(BigDecimal.valueOf(365).sqrt(exact))
                .doubleValue();
    }

    @Test
    void shouldSayHowManyTimesTheCostsTakeTheProfit() {
        assertEquals(3, costs(120, 6, 4).breakEvenMultiple(), 1e-12, "20 and the 10 paid are three times 10");
        assertEquals(1, costs(100, 6, 4).breakEvenMultiple(), 1e-12);
        assertEquals(0.5, costs(95, 6, 4).breakEvenMultiple(), 1e-12);
        assertEquals(0, costs(80, 6, 4).breakEvenMultiple(), "lost before any cost");
        assertTrue(Double.isNaN(costs(120, 0, 0).breakEvenMultiple()));
        assertEquals(0.025, costs(120, 6, 4).perTurnover(), 1e-12);
    }

    @Test
    void shouldSpanTheEquityOfThreeReadings() {
        final FillTrio trio = new FillTrio(
                SampleRuns.daily(100, 90, 80),
                SampleRuns.daily(100, 100, 110, 120),
                SampleRuns.daily(100, 105, 70, 130));
        final long day = DayEnds.DAY_NS;
        assertEquals(90 * Fixed.ONE, trio.lowest(0));
        assertEquals(105 * Fixed.ONE, trio.highest(day - 1));
        assertEquals(70 * Fixed.ONE, trio.lowest(day));
        assertEquals(80 * Fixed.ONE, trio.lowest(2 * day), "a curve that has ended holds its last value");
        assertEquals(130 * Fixed.ONE, trio.highest(9 * day));
        assertEquals(100 * Fixed.ONE, trio.lowest(-1), "before the first sample: the capital");
    }

    private static Costs costs(final double finalEquity, final long fees, final long slippage) {
        final RunResult run = SampleRuns.daily(100, 100, finalEquity);
        return Costs.of(new RunResult(
                run.header(),
                new Account(100 * Fixed.ONE, 400 * Fixed.ONE, fees * Fixed.ONE, slippage * Fixed.ONE, 0, 365),
                run.curve(),
                run.prices(),
                run.trades(),
                run.speed(),
                run.verification(),
                run.notices()));
    }
}
