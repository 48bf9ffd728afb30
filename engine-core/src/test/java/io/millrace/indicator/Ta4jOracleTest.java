package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WMAIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandFacade;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelMiddleIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelLowerIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelMiddleIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelUpperIndicator;
import org.ta4j.core.indicators.statistics.CorrelationCoefficientIndicator;
import org.ta4j.core.indicators.statistics.CovarianceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.statistics.VarianceIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * Against ta4j 0.17. It seeds its recursions with the first value, so they are compared after 2,000 bars; its
 * deviations
 * are the population's, its rate of change and bandwidth are in percent, its on-balance volume starts at 0.
 */
class Ta4jOracleTest {
    private static final int SETTLED = 2_000;

    @Test
    void shouldEqualTa4jOnARandomWalk() {
        compareAll(Bars.walk(3_000, 100, Bars.seed(20267)));
    }

    @Test
    void shouldEqualTa4jOnDailyPrices() throws IOException {
        compareAll(Bars.daily("SPY"));
    }

    private static void compareAll(final Bars bars) {
        final BarSeries series = series(bars);
        final ClosePriceIndicator close = new ClosePriceIndicator(series);
        compareMeans(bars, series, close);
        compareRanges(bars, series, close);
        compareDeviations(bars, series, close);
        compareVolumes(bars, series, close);
    }

    private static BarSeries series(final Bars bars) {
        final BarSeries series =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        ZonedDateTime time = ZonedDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        for (int i = 0; i < bars.size(); i++) {
            time = time.plusHours(3);
            series.addBar(time, bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]);
        }
        return series;
    }

    private static void compareMeans(final Bars bars, final BarSeries series, final ClosePriceIndicator close) {
        same("sma(50)", new SMAIndicator(close, 50), bars);
        same("ema(20)", new EMAIndicator(close, 20), bars);
        same("wma(20)", new WMAIndicator(close, 20), bars);
        same("rsi(14)", new RSIIndicator(close, 14), bars);
        same("roc(10)", new ROCIndicator(close, 10), bars);
        same("cci(20)", new CCIIndicator(series, 20), bars);
        final MACDIndicator line = new MACDIndicator(close, 12, 26);
        same("macd(12,26,9)", line, bars);
        same("macd(12,26,9).signal", new EMAIndicator(line, 9), bars);
    }

    private static void compareRanges(final Bars bars, final BarSeries series, final ClosePriceIndicator close) {
        same("atr(14)", new ATRIndicator(series, 14), bars);
        same("adx(14)", new ADXIndicator(series, 14), bars);
        same("adx(14).plusdi", new PlusDIIndicator(series, 14), bars);
        same("adx(14).minusdi", new MinusDIIndicator(series, 14), bars);
        same("rmax(20)", new HighestValueIndicator(new HighPriceIndicator(series), 20), bars);
        same("rmin(20)", new LowestValueIndicator(new LowPriceIndicator(series), 20), bars);
        same("donchian(20)", new DonchianChannelUpperIndicator(series, 20), bars);
        same("donchian(20).lower", new DonchianChannelLowerIndicator(series, 20), bars);
        same("donchian(20).mid", new DonchianChannelMiddleIndicator(series, 20), bars);
        final StochasticOscillatorKIndicator fast = new StochasticOscillatorKIndicator(series, 14);
        same("stoch(14,1,1)", fast, bars);
        same("stoch(14,3,3)", new SMAIndicator(fast, 3), bars);
        same("stoch(14,3,3).d", new SMAIndicator(new SMAIndicator(fast, 3), 3), bars);
        final KeltnerChannelMiddleIndicator middle = new KeltnerChannelMiddleIndicator(close, 20);
        same("keltner(20,10,2)", middle, bars);
        same("keltner(20,10,2).upper", new KeltnerChannelUpperIndicator(middle, 2, 10), bars);
        same("keltner(20,10,2).lower", new KeltnerChannelLowerIndicator(middle, 2, 10), bars);
    }

    private static void compareDeviations(final Bars bars, final BarSeries series, final ClosePriceIndicator close) {
        final StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, 20);
        same("rstdev(20)", deviation, bars);
        final BollingerBandFacade bands = new BollingerBandFacade(series, 20, 2);
        same("bb(20,2)", bands.middle(), bars);
        same("bb(20,2).upper", bands.upper(), bars);
        same("bb(20,2).lower", bands.lower(), bars);
        same("bb(20,2).pctb", bands.percentB(), bars);
        same("bb(20,2).bandwidth", bands.bandwidth(), bars, 0.01);
        final SMAIndicator mean = new SMAIndicator(close, 20);
        final double[] scores = bars.run("zscore(20)");
        for (int i = SETTLED; i < scores.length; i++) {
            final Num expected = close.getValue(i).minus(mean.getValue(i)).dividedBy(deviation.getValue(i));
            assertEquals(expected.doubleValue(), scores[i], 1e-9 * Math.max(1, Math.abs(scores[i])), "zscore bar " + i);
        }
    }

    private static void compareVolumes(final Bars bars, final BarSeries series, final ClosePriceIndicator close) {
        final VolumeIndicator volume = new VolumeIndicator(series);
        same("vma(20)", new SMAIndicator(volume, 20), bars);
        same("corr(20)", new CorrelationCoefficientIndicator(close, volume, 20), bars);
        final double[] slopes = bars.run("beta(20)");
        final CovarianceIndicator covariance = new CovarianceIndicator(close, volume, 20);
        final VarianceIndicator variance = new VarianceIndicator(volume, 20);
        final double[] balances = bars.run("obv");
        final OnBalanceVolumeIndicator balance = new OnBalanceVolumeIndicator(series);
        for (int i = 20; i < slopes.length; i++) {
            final Num slope = covariance.getValue(i).dividedBy(variance.getValue(i));
            assertEquals(slope.doubleValue(), slopes[i], 1e-9 * Math.max(1e-6, Math.abs(slopes[i])), "beta bar " + i);
            final double expected = balance.getValue(i).doubleValue() + bars.volume()[0];
            assertEquals(expected, balances[i], 1e-9 * Math.max(1, Math.abs(expected)), "obv bar " + i);
        }
        final double[] prices = bars.run("vwap");
        for (int i = 0; i < prices.length; i++) {
            // A session is a UTC day, eight bars of the walk and one of daily prices: that many bars averaged by ta4j.
            final int bar = i;
            final int length = bars.openTimeNs()[1] % 86_400_000_000_000L == 0 ? 1 : bar % 8 + 1;
            final double expected =
                    new VWAPIndicator(series, length).getValue(bar).doubleValue();
            assertEquals(expected, prices[bar], 1e-12 * Math.abs(expected), "vwap bar " + bar);
        }
    }

    private static void same(final String text, final org.ta4j.core.Indicator<Num> expected, final Bars bars) {
        same(text, expected, bars, 1);
    }

    private static void same(
            final String text, final org.ta4j.core.Indicator<Num> expected, final Bars bars, final double scale) {
        final double[] values = bars.run(text);
        for (int i = SETTLED; i < values.length; i++) {
            final double number = expected.getValue(i).doubleValue() * scale;
            assertEquals(number, values[i], 1e-9 * Math.max(1, Math.abs(values[i])), text + " bar " + i);
        }
    }
}
