package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against TA-Lib 0.4, whole series at once. Conventions: TA-Lib's seeds and warm-up lengths, so equal to the bit where
 * nothing is summed in a window; population deviation. Where it differs on purpose, the value is left out below.
 */
class TaLibOracleTest {
    /** Both take sums in a window, TA-Lib by adding and subtracting. */
    private static final double SUMS = 1e-10;

    /** TA-Lib subtracts squares of prices, which costs it about half the digits. */
    private static final double SQUARES = 1e-5;

    private final Core taLib = new Core();
    private final MInteger first = new MInteger();
    private final MInteger count = new MInteger();

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 14, 50, 200})
    void shouldEqualTaLibOnARandomWalk(final int period) {
        compareAll(Bars.walk(3_000, 100, Bars.seed(20266)), period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPY", "AAPL", "IBM", "AIG"})
    void shouldEqualTaLibOnDailyPrices(final String symbol) throws IOException {
        final Bars bars = Bars.daily(symbol);
        compareAll(bars, 14);
        compareAll(bars, 200);
    }

    private void compareAll(final Bars bars, final int n) {
        final String period = "(" + n + ")";
        compareMeans(bars, n, period);
        compareDirection(bars, n, period);
        compareWindows(bars, n, period);
        compareBands(bars, n);
        comparePairs(bars, n);
    }

    private void compareMeans(final Bars bars, final int n, final String period) {
        final int end = bars.size() - 1;
        final double[] close = bars.close();
        final double[] out = new double[bars.size()];
        same("sma" + period, 1e-12, bars, taLib.sma(0, end, close, n, first, count, out), out);
        same("rmean" + period, 1e-12, bars, taLib.sma(0, end, close, n, first, count, out), out);
        same("vma" + period, 1e-12, bars, taLib.sma(0, end, bars.volume(), n, first, count, out), out);
        same("ema" + period, 0, bars, taLib.ema(0, end, close, n, first, count, out), out);
        same("wma" + period, SUMS, bars, taLib.wma(0, end, close, n, first, count, out), out);
        same("rsi" + period, 0, bars, taLib.rsi(0, end, close, n, first, count, out), out);
        same("mom" + period, 0, bars, taLib.mom(0, end, close, n, first, count, out), out);
        same("roc" + period, 0, bars, taLib.roc(0, end, close, n, first, count, out), out);
        final double[] signal = new double[bars.size()];
        final double[] histogram = new double[bars.size()];
        final int slow = 2 * n + 1;
        final RetCode code = taLib.macd(0, end, close, n, slow, 9, first, count, out, signal, histogram);
        final String macd = "macd(" + n + "," + slow + ",9)";
        same(macd, 0, bars, code, out);
        same(macd + ".signal", 0, bars, code, signal);
        same(macd + ".histogram", 0, bars, code, histogram);
    }

    private void compareDirection(final Bars bars, final int n, final String period) {
        final int end = bars.size() - 1;
        final double[] high = bars.high();
        final double[] low = bars.low();
        final double[] close = bars.close();
        final double[] out = new double[bars.size()];
        same("tr", 0, bars, taLib.trueRange(0, end, high, low, close, first, count, out), out);
        same("atr" + period, 0, bars, taLib.atr(0, end, high, low, close, n, first, count, out), out);
        same("adx" + period, 0, bars, taLib.adx(0, end, high, low, close, n, first, count, out), out);
        same("adx" + period + ".plusdi", 0, bars, taLib.plusDI(0, end, high, low, close, n, first, count, out), out);
        same("adx" + period + ".minusdi", 0, bars, taLib.minusDI(0, end, high, low, close, n, first, count, out), out);
    }

    private void compareWindows(final Bars bars, final int n, final String period) {
        final int end = bars.size() - 1;
        final double[] high = bars.high();
        final double[] low = bars.low();
        final double[] out = new double[bars.size()];
        same("rmax" + period, 0, bars, taLib.max(0, end, high, n, first, count, out), out);
        same("donchian" + period, 0, bars, taLib.max(0, end, high, n, first, count, out), out);
        same("rmin" + period, 0, bars, taLib.min(0, end, low, n, first, count, out), out);
        same("donchian" + period + ".lower", 0, bars, taLib.min(0, end, low, n, first, count, out), out);
        same("cci" + period, 0, bars, taLib.cci(0, end, high, low, bars.close(), n, first, count, out), out);
        same("rstdev" + period, SQUARES, bars, taLib.stdDev(0, end, bars.close(), n, 1, first, count, out), out);
        same("obv", 1e-12, bars, taLib.obv(0, end, bars.close(), bars.volume(), first, count, out), out);
        final double[] signal = new double[bars.size()];
        final RetCode code = taLib.stoch(
                0, end, high, low, bars.close(), n, 3, MAType.Sma, 4, MAType.Sma, first, count, out, signal);
        if (n > 2) { // else some ranges are empty, see Stochastic
            same("stoch(" + n + ",3,4)", SUMS, bars, code, out);
            same("stoch(" + n + ",3,4).d", SUMS, bars, code, signal);
        }
    }

    private void compareBands(final Bars bars, final int n) {
        final int end = bars.size() - 1;
        final double[] upper = new double[bars.size()];
        final double[] mid = new double[bars.size()];
        final double[] lower = new double[bars.size()];
        final RetCode code =
                taLib.bbands(0, end, bars.close(), n, 2.5, 2.5, MAType.Sma, first, count, upper, mid, lower);
        final String bands = "bb(" + n + ",2.5)";
        same(bands, SUMS, bars, code, mid);
        same(bands + ".upper", SQUARES, bars, code, upper);
        same(bands + ".lower", SQUARES, bars, code, lower);
    }

    private void comparePairs(final Bars bars, final int n) {
        final int end = bars.size() - 1;
        final double[] out = new double[bars.size()];
        if (n > 5) { // else TA-Lib divides what its squares of prices have left over
            same(
                    "corr(" + n + ")",
                    SQUARES,
                    bars,
                    taLib.correl(0, end, bars.close(), bars.volume(), n, first, count, out),
                    out);
        }
        // TA-Lib's beta is of the second series to the first, over returns.
        assertEquals(RetCode.Success, taLib.beta(0, end, bars.open(), bars.close(), n, first, count, out));
        assertEquals(n, first.value, "warm-up of beta");
        final RollingBeta beta = new RollingBeta(n);
        for (int t = 1; t <= end; t++) {
            final double market = bars.open()[t] / bars.open()[t - 1] - 1;
            final double value = beta.add(bars.close()[t] / bars.close()[t - 1] - 1, market);
            assertEquals(t < n, Double.isNaN(value), "beta at bar " + t);
            if (t >= n && n > 2) {
                assertEquals(out[t - n], value, 1e-8 * Math.max(1, Math.abs(value)), "beta(" + n + ") bar " + t);
            }
        }
    }

    private void same(
            final String text, final double relative, final Bars bars, final RetCode code, final double[] expected) {
        assertEquals(RetCode.Success, code, text);
        final double[] values = bars.run(text);
        assertEquals(values.length, first.value + count.value, text);
        assertTrue(first.value == 0 || Double.isNaN(values[first.value - 1]), text + " starts earlier than TA-Lib");
        // All outputs of an indicator start together: +DI and -DI with the first ADX.
        int start = 0;
        while (text.endsWith("di") && Double.isNaN(values[start + first.value])) {
            start++;
        }
        for (int i = start; i < count.value; i++) {
            final double value = values[i + first.value];
            if (text.startsWith("rsi") && value == 50 && expected[i] == 0) {
                continue; // a flat market: 0/0, see Rsi
            }
            assertEquals(expected[i], value, relative * Math.max(1, Math.abs(value)), text + " value " + i);
        }
    }
}
