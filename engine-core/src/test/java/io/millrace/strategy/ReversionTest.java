package io.millrace.strategy;

import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/** Candles in, trades out, by hand: crypto-reversal, zscore-reversion and momentum-signal. */
class ReversionTest {
    private static final int DAY = 86_400;

    /**
     * Three closes, 1.2 deviations. Of 98, 97, 96 the mean is 97 and the deviation the root of 2/3: z is -1.22474487. A
     * market that only falls has an ADX of 100, from bar 4 on with a period of 2, and an RSI of 0.
     */
    private static EngineScript crypto() {
        return EngineScript.of("crypto-reversal")
                .set("strategies.0.timeframe", "1d")
                .set("instruments.0.tick", "0.01")
                .param("lookback", "3")
                .param("entryZ", "1.2")
                .param("rsiPeriod", "2")
                .param("adxPeriod", "2")
                .param("adxCeiling", "101");
    }

    private static EngineScript days(final EngineScript script, final double... closes) {
        for (final double close : closes) {
            script.slice(DAY, new double[] {close});
        }
        return script;
    }

    /** Of 100, 100, 97 the mean is 99 and the deviation the root of 2; the true range of the last is 3. */
    private static EngineScript zscore() {
        return EngineScript.of("zscore-reversion")
                .set("instruments.0.tick", "0.01")
                .param("lookback", "3")
                .param("entryZ", "1.2")
                .param("atrPeriod", "1")
                .bar(100)
                .bar(100)
                .says()
                .bar(97)
                .says("enter -1.41421356 | -1.2 x1", "new #1 BUY MARKET for 10000")
                .bar(98)
                .says("fill #1 102.04081632 @98 TAKER", "new #2 SELL STOP 102.04081632 stop 92");
    }

    /** The same means as the golden tests of sma-cross; the RSI of -1, 0, +1 is 66.67. */
    private static EngineScript momentum() {
        return EngineScript.of("momentum-signal")
                .param("fast", "1")
                .param("slow", "2")
                .param("rsiPeriod", "2")
                .param("exponential", "false");
    }

    @Test
    void shouldBuyFarBelowTheMeanAndSellAtTheMean() {
        days(crypto(), 100, 99, 98).says();
        days(days(crypto(), 100, 99, 98, 97).says("enter -1.22474487 | -1.2 x1", "new #1 BUY MARKET for 10000"), 96)
                .says("fill #1 104.16666666 @96 TAKER", "new #2 SELL STOP 104.16666666 stop 91.2")
                .slice(DAY, new double[] {96, 99, 95, 99})
                .says("exit 1.33630621 | 0 x1", "new #3 SELL MARKET 104.16666666")
                .slice(DAY, new double[] {98})
                .says("fill #3 104.16666666 @98 TAKER", "canceled #2 OCO_SIBLING");
    }

    @Test
    void shouldPutTheFactorOfTheRegimesOnTheSize() {
        days(crypto().set("regimes.table.crypto.neutral", "0.5"), 100, 99, 98, 97)
                .says("alert REGIME_REFERENCE_MISSING", "enter -1.22474487 | -1.2 x1", "new #1 BUY MARKET for 5000");
        zscoreOf(new String[] {"regimes.table.crypto.neutral", "0.5"})
                .says("alert REGIME_REFERENCE_MISSING", "enter -1.41421356 | -1.2 x1", "new #1 BUY MARKET for 5000");
    }

    private static EngineScript zscoreOf(final String[] setting) {
        return EngineScript.of("zscore-reversion")
                .set(setting[0], setting[1])
                .set("instruments.0.tick", "0.01")
                .param("lookback", "3")
                .param("entryZ", "1.2")
                .param("atrPeriod", "1")
                .bar(100)
                .bar(100)
                .bar(97);
    }

    @Test
    void shouldNotBuyWhatTrends() {
        days(crypto().param("adxCeiling", "25"), 100, 99, 98, 97, 96, 95, 94).says();
    }

    @Test
    void shouldBuyOnALowRsiAlone() {
        days(crypto().param("entryZ", "50"), 100, 99, 98, 97).says("enter 0 | 30 x1", "new #1 BUY MARKET for 10000");
        days(crypto().param("entryZ", "50").param("rsiEntry", "0"), 100, 99, 98, 97)
                .says();
    }

    @Test
    void shouldSellAfterItsDays() {
        days(crypto().param("holdDays", "2"), 100, 99, 98, 97, 96)
                .says(
                        "enter -1.22474487 | -1.2 x1",
                        "new #1 BUY MARKET for 10000",
                        "fill #1 104.16666666 @96 TAKER",
                        "new #2 SELL STOP 104.16666666 stop 91.2")
                .slice(DAY, new double[] {95})
                .says("exit 2 | 2 x1", "new #3 SELL MARKET 104.16666666")
                .slice(DAY, new double[] {94})
                // It still lies far below its mean: bought again, with 104.16666666 x 94 and the 0.00000064 left over.
                .says(
                        "fill #3 104.16666666 @94 TAKER",
                        "canceled #2 OCO_SIBLING",
                        "enter -1.22474487 | -1.2 x1",
                        "new #4 BUY MARKET for 9791.66666668");
    }

    @Test
    void shouldStopOutWithinTheBar() {
        days(crypto().param("rsiEntry", "0"), 100, 99, 98, 97, 96)
                .says(
                        "enter -1.22474487 | -1.2 x1",
                        "new #1 BUY MARKET for 10000",
                        "fill #1 104.16666666 @96 TAKER",
                        "new #2 SELL STOP 104.16666666 stop 91.2")
                .slice(DAY, new double[] {95, 96, 90, 96})
                .says("fill #2 104.16666666 @91.2 TAKER");
    }

    @Test
    void shouldGiveEachInstrumentAnEqualPart() {
        final EngineScript script = crypto().set("instruments.1.symbol", "Y").set("strategies.0.symbol", "X,Y");
        for (final double close : new double[] {100, 99, 98}) {
            script.slice(DAY, new double[] {50}, new double[] {close});
        }
        script.says()
                .slice(DAY, new double[] {50}, new double[] {97})
                .says("enter -1.22474487 | -1.2 x1", "new #1 BUY MARKET for 5000 of 1");
    }

    @Test
    void shouldSellAZScoreThatIsBack() {
        zscore().bar(99)
                .says("exit 1.22474487 | 0 x1", "new #3 SELL MARKET 102.04081632")
                .bar(99)
                .says("fill #3 102.04081632 @99 TAKER", "canceled #2 OCO_SIBLING");
    }

    @Test
    void shouldStopTwoTrueRangesBelowTheEntry() {
        zscore().bar(98, 98, 90, 97).says("fill #2 102.04081632 @92 TAKER");
    }

    @Test
    void shouldFillTheStopAtAnOpenBelowIt() {
        zscore().bar(90, 98, 90, 97).says("fill #2 102.04081632 @90 TAKER");
    }

    @Test
    void shouldPlaceAStopAgainThatAnOperatorCancelled() {
        zscore().command(241, io.millrace.event.codec.CommandKind.KILL)
                .says("cancel #2", "alert KILLED", "canceled #2 BY_REQUEST")
                .command(242, io.millrace.event.codec.CommandKind.RESUME)
                .says("alert RESUMED")
                .bar(97)
                .says("new #3 SELL STOP 102.04081632 stop 92");
    }

    @Test
    void shouldEnterOnTheCrossingThatTheRsiAllows() {
        momentum()
                .bar(10)
                .bar(9)
                .bar(9)
                .says()
                .bar(10)
                .says("enter 10 | 9.5 x1", "new #1 BUY MARKET for 10000")
                .bar(10)
                .says("fill #1 1000 @10 TAKER")
                .bar(8)
                .says("exit 8 | 9 x1", "new #2 SELL MARKET 1000");
    }

    @Test
    void shouldTellACrossingThatTheRsiVetoes() {
        momentum()
                .param("rsiHigh", "60")
                .bar(10)
                .bar(9)
                .bar(9)
                .bar(10)
                .says("skip 66.66666667 | 60 x1")
                .bar(11)
                .says();
    }

    @Test
    void shouldUseExponentialMeansUnlessToldOtherwise() {
        // The slow mean begins at 9.5, then 9.1667, then 9.1667 + 2/3 of 0.8333.
        momentum()
                .param("exponential", "true")
                .bar(10)
                .bar(9)
                .bar(9)
                .bar(10)
                .says("enter 10 | 9.72222222 x1", "new #1 BUY MARKET for 10000");
    }
}
