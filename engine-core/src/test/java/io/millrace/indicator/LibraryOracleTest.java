package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * Against TA-Lib 0.4 and ta4j 0.17. Conventions: TA-Lib's seeds (so equal to the bit where nothing is summed in a
 * window); population deviation; ta4j seeds its recursions with the first value, so it is compared after 2,000 bars.
 */
class LibraryOracleTest {
    private final Core taLib = new Core();
    private final MInteger first = new MInteger();
    private final MInteger count = new MInteger();

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 14, 50, 200})
    void shouldEqualTaLibOnARandomWalk(final int period) {
        compareWithTaLib(Bars.walk(3_000, 100, Bars.seed(20266)), period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPY", "AAPL", "IBM", "AIG"})
    void shouldEqualTaLibOnDailyPrices(final String symbol) throws IOException {
        final Bars bars = Bars.daily(symbol);
        compareWithTaLib(bars, 14);
        compareWithTaLib(bars, 200);
    }

    @Test
    void shouldEqualTa4jOnARandomWalk() {
        compareWithTa4j(Bars.walk(3_000, 100, Bars.seed(20267)));
    }

    @Test
    void shouldEqualTa4jOnDailyPrices() throws IOException {
        compareWithTa4j(Bars.daily("SPY"));
    }

    /** "RSI calculation", StockCharts ChartSchool, Relative Strength Index (QQQQ, 14-Dec-2009 to 1-Feb-2010). */
    @Test
    void shouldGiveThePublishedRsi() {
        final double[] closes = {
            44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
            45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515,
            45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314
        };
        final double[] published = {
            70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87,
            45.46, 37.30, 33.08, 37.77
        };
        final double[] values = new Bars(closes, closes, closes, closes, closes).run("rsi(14)");
        for (int i = 0; i < published.length; i++) {
            // The article computed from prices with more digits than it prints.
            assertEquals(published[i], values[i + 14], 0.011, "value " + i);
        }
    }

    private void compareWithTaLib(final Bars bars, final int n) {
        final int end = bars.size() - 1;
        final double[] out = new double[bars.size()];
        final double[] close = bars.close();
        same("sma", 1e-12, bars, n, taLib.sma(0, end, close, n, first, count, out), out);
        same("rmean", 1e-12, bars, n, taLib.sma(0, end, close, n, first, count, out), out);
        same("ema", 0, bars, n, taLib.ema(0, end, close, n, first, count, out), out);
        same("rsi", 0, bars, n, taLib.rsi(0, end, close, n, first, count, out), out);
        same("atr", 0, bars, n, taLib.atr(0, end, bars.high(), bars.low(), close, n, first, count, out), out);
        same("tr", 0, bars, 0, taLib.trueRange(0, end, bars.high(), bars.low(), close, first, count, out), out);
        same("rmax", 0, bars, n, taLib.max(0, end, bars.high(), n, first, count, out), out);
        same("rmin", 0, bars, n, taLib.min(0, end, bars.low(), n, first, count, out), out);
        // TA-Lib subtracts squares of prices, which costs it about half the digits.
        same("rstdev", 1e-5, bars, n, taLib.stdDev(0, end, close, n, 1, first, count, out), out);
    }

    private void same(
            final String name,
            final double relative,
            final Bars bars,
            final int period,
            final RetCode code,
            final double[] expected) {
        assertEquals(RetCode.Success, code, name);
        final double[] values = bars.run(period == 0 ? name : name + "(" + period + ")");
        assertEquals(values.length, first.value + count.value, name);
        assertTrue(first.value == 0 || Double.isNaN(values[first.value - 1]), name + " starts earlier than TA-Lib");
        for (int i = 0; i < count.value; i++) {
            final double value = values[i + first.value];
            if (name.equals("rsi") && value == 50 && expected[i] == 0) {
                continue; // a flat market: 0/0, see Rsi
            }
            assertEquals(
                    expected[i], value, relative * Math.max(1, Math.abs(value)), name + "(" + period + ") value " + i);
        }
    }

    private static void compareWithTa4j(final Bars bars) {
        final BarSeries series =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        ZonedDateTime time = ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        for (int i = 0; i < bars.size(); i++) {
            time = time.plusDays(1);
            series.addBar(time, bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]);
        }
        final ClosePriceIndicator close = new ClosePriceIndicator(series);
        same("sma(50)", new SMAIndicator(close, 50), bars);
        same("ema(20)", new EMAIndicator(close, 20), bars);
        same("rsi(14)", new RSIIndicator(close, 14), bars);
        same("atr(14)", new ATRIndicator(series, 14), bars);
        same("rmax(20)", new HighestValueIndicator(new HighPriceIndicator(series), 20), bars);
        same("rmin(20)", new LowestValueIndicator(new LowPriceIndicator(series), 20), bars);
        same("rstdev(20)", new StandardDeviationIndicator(close, 20), bars);
    }

    private static void same(final String text, final org.ta4j.core.Indicator<Num> expected, final Bars bars) {
        final double[] values = bars.run(text);
        for (int i = 2_000; i < values.length; i++) {
            assertEquals(expected.getValue(i).doubleValue(), values[i], 1e-9 * Math.abs(values[i]), text + " bar " + i);
        }
    }
}
