package io.millrace.strategy;

import io.millrace.event.codec.CommandKind;
import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/** Candles in, trades out: what each model does, worked out by hand from its rules. */
class GoldenDecisionsTest {
    /** Means of 1 and 2 bars: the fast one is the close, the slow one the middle of the last two closes. */
    private static EngineScript cross() {
        return EngineScript.of("sma-cross").param("fast", "1").param("slow", "2");
    }

    /** ATR of one bar, dip and rise of 5 %, the factor held at 1, market orders. */
    private static EngineScript harvester() {
        return EngineScript.of("volatility-harvester")
                .param("atrPeriod", "1")
                .param("adaptive", "false")
                .param("makerFirst", "false");
    }

    /** The same, resting first; the peak is 100 and the market 94.9 / 95. */
    private static EngineScript resting() {
        return resting("0", "0");
    }

    private static EngineScript resting(final String makerFee, final String takerFee, final String... settings) {
        final EngineScript script = harvester().set("venue.makerFee", makerFee).set("venue.takerFee", takerFee);
        final String quantity = takerFee.equals("0") ? "96.94415173" : "96.65418917";
        script.param("makerFirst", "true").param("makerTimeout", "60").param("maxRepegs", "2");
        for (int i = 0; i < settings.length; i += 2) {
            script.set(settings[i], settings[i + 1]);
        }
        return script.bar(100)
                .bar(100)
                .quote(121, 99.9, 100)
                .says()
                .quote(122, 94.9, 95)
                .says("enter 95 | 95 x1", "new #1 BUY POST_ONLY " + quantity + " @94.9");
    }

    @Test
    void shouldEnterWhenTheFastMeanLeavesEquality() {
        cross().bar(10)
                .bar(9)
                .bar(9)
                .says()
                .bar(10)
                .says("enter 10 | 9.5 x1", "new #1 BUY MARKET for 10000")
                .bar(11, 12, 11, 12)
                .says("fill #1 909.09090909 @11 TAKER");
    }

    @Test
    void shouldNotEnterBeforeBothWindowsWereFullOnTwoBars() {
        cross().bar(9).bar(10).bar(11).bar(12).says();
    }

    @Test
    void shouldFlattenAlsoWhileAnExitIsWorking() {
        // Bought 1000 at 10; the exit waits for the next open when the operator flattens at second 301.
        cross().bar(10)
                .bar(9)
                .bar(10)
                .bar(10)
                .says("enter 10 | 9.5 x1", "new #1 BUY MARKET for 10000", "fill #1 1000 @10 TAKER")
                .bar(8)
                .says("exit 8 | 9 x1", "new #2 SELL MARKET 1000")
                .command(301, CommandKind.FLATTEN)
                .says("cancel #2", "canceled #2 BY_REQUEST", "new #3 SELL MARKET 1000")
                // That bar had opened at second 300 when the order came: no price of it is for the order.
                .bar(7)
                .says()
                .bar(6)
                .says("fill #3 1000 @6 TAKER", "flattened 0: 0 worth 0");
    }

    @Test
    void shouldLeaveOnTheOppositeCross() {
        cross().bar(10)
                .bar(9)
                .bar(10)
                .bar(10)
                .says("enter 10 | 9.5 x1", "new #1 BUY MARKET for 10000", "fill #1 1000 @10 TAKER")
                .bar(8)
                .says("exit 8 | 9 x1", "new #2 SELL MARKET 1000")
                .bar(7)
                .says("fill #2 1000 @7 TAKER");
    }

    @Test
    void shouldDecideNothingDuringTheWarmUp() {
        cross().set("strategies.0.warmup", "4")
                .bar(10)
                .bar(9)
                .bar(9)
                .bar(10)
                .says()
                .bar(9)
                .bar(10)
                .says("enter 10 | 9.5 x1", "new #1 BUY MARKET for 10000");
    }

    @Test
    void shouldBuyOnceAndHold() {
        EngineScript.of("buy-and-hold")
                .bar(10)
                .says("enter 10 | 0 x1", "new #1 BUY MARKET for 10000")
                .bar(20)
                .says("fill #1 500 @20 TAKER")
                .bar(5)
                .bar(50)
                .says();
    }

    @Test
    void shouldBuyAfterTheWarmUp() {
        EngineScript.of("buy-and-hold")
                .set("strategies.0.warmup", "2")
                .bar(10)
                .bar(10)
                .says()
                .bar(10)
                .says("enter 10 | 0 x1", "new #1 BUY MARKET for 10000");
    }

    @Test
    void shouldBuyTheDipSellTheRiseAndForgetThePeak() {
        harvester()
                .bar(90)
                .bar(100)
                .bar(95.01)
                .says()
                .bar(95)
                .says("enter 95 | 95 x1", "new #1 BUY MARKET for 9200")
                .bar(92)
                .says("fill #1 100 @92 TAKER")
                .bar(96.59)
                .says()
                .bar(96.61)
                .says("exit 96.61 | 96.6 x1", "new #2 SELL MARKET 100")
                .bar(96)
                .says("fill #2 100 @96 TAKER")
                // The old peak of 100 would buy at 95; the new one is 96 and buys at 91.2. Cash is 800 + 9600.
                .bar(91.3)
                .says()
                .bar(91.2)
                .says("enter 91.2 | 91.2 x1", "new #3 BUY MARKET for 9568");
    }

    @Test
    void shouldHalveTheThresholdsAtMostWhenCalm() {
        harvester()
                .param("adaptive", "true")
                .bar(100)
                .bar(99)
                .bar(98)
                .says()
                .bar(97.4)
                .says("enter 97.4 | 97.5 x0.5", "new #1 BUY MARKET for 9200");
    }

    @Test
    void shouldScaleTheThresholdsWhenWild() {
        // ATR 7 / 93 = 0.0752688..., over the wild level of 0.06: 1.25448029 times 5 %, that is 6.272401 %, off 100.
        harvester()
                .param("adaptive", "true")
                .bar(100)
                .bar(100)
                .bar(100, 100, 93, 93)
                .says("enter 93 | 93.727599 x1.25448029", "new #1 BUY MARKET for 9200");
    }

    @Test
    void shouldDoubleTheThresholdsAtMostWhenWild() {
        harvester()
                .param("adaptive", "true")
                .bar(100)
                .bar(100, 100, 80, 91)
                .says()
                .bar(91, 91, 75, 89.9)
                .says("enter 89.9 | 90 x2", "new #1 BUY MARKET for 9200");
    }

    @Test
    void shouldSkipOncePerPeakWhatWouldNotClearTheFees() {
        // 1.005 x 0.997 = 1.001985 is less than 1.003.
        harvester()
                .param("rise", "0.005")
                .set("venue.takerFee", "0.003")
                .bar(100)
                .bar(100)
                .bar(95)
                .says("skip 95 | 95 x1")
                .bar(94)
                .says()
                .bar(200)
                .bar(189)
                .says("skip 189 | 190 x1");
    }

    @Test
    void shouldFillAsMakerAtItsLimit() {
        resting()
                .trade(123, 94.8, 1_000)
                .says("fill #1 96.94415173 @94.9 MAKER")
                // Long at 94.9: sells from 99.645 on, resting at the ask.
                .quote(124, 99.6, 99.7)
                .says()
                .quote(125, 99.7, 99.8)
                .says("exit 99.7 | 99.645 x1", "new #2 SELL POST_ONLY 96.94415173 @99.8")
                .trade(126, 99.9, 1_000)
                .says("fill #2 96.94415173 @99.8 MAKER");
    }

    @Test
    void shouldCrossAfterTheTimeout() {
        resting()
                .quote(181.9, 94.9, 95)
                .says()
                .quote(182, 94.9, 95)
                .says("cancel #1", "canceled #1 BY_REQUEST", "new #2 BUY MARKET for 9200")
                .quote(183, 94.9, 95)
                .says("fill #2 96.84210526 @95 TAKER");
    }

    @Test
    void shouldFollowTheTouchSoManyTimesAndThenWait() {
        resting()
                .quote(123, 94.8, 95)
                .says("cancel #1", "canceled #1 BY_REQUEST", "new #2 BUY POST_ONLY 97.0464135 @94.8")
                .quote(124, 94.7, 95)
                .says("cancel #2", "canceled #2 BY_REQUEST", "new #3 BUY POST_ONLY 97.14889123 @94.7")
                .quote(125, 94.6, 95)
                .says()
                .quote(182, 94.6, 95)
                .says("cancel #3", "canceled #3 BY_REQUEST", "new #4 BUY MARKET for 9200")
                .quote(183, 94.6, 95)
                .says("fill #4 96.84210526 @95 TAKER");
    }

    @Test
    void shouldPayForTheLiquidityReallyGiven() {
        resting("0.001", "0.003")
                .trade(123, 94.9, 1_010)
                // 0.1 % of 949.
                .says("fill #1 10 @94.9 MAKER fee 0.949")
                .quote(182, 94.9, 95)
                .says("cancel #1", "canceled #1 BY_REQUEST", "new #2 BUY MARKET for 8250.051")
                .quote(183, 94.9, 95)
                // 0.3 % of 95 x 86.58289342.
                .says("fill #2 86.58289342 @95 TAKER fee 24.67612462");
    }

    @Test
    void shouldWaitForTheTimeoutWhenTheVenueLetsItRestNoMore() {
        // On its way for half a second; the touch comes through its price meanwhile.
        resting("0", "0", "venue.orderLatencyNs", "500000000", "strategies.0.params.maxRepegs", "0")
                .quote(122.2, 94.7, 94.8)
                .says()
                .quote(123, 94.7, 94.8)
                .says("rejected #1 WOULD_CROSS", "alert ORDER_REJECTED_BY_VENUE")
                .quote(181, 94.3, 94.4)
                .says()
                .quote(182, 94.3, 94.4)
                .says("new #2 BUY MARKET for 9200");
    }

    @Test
    void shouldKeepTheWholeReserveAfterAPartFill() {
        // The 1,000 shown before it trade, then 10 of its own. They are 949 of the 9200 to spend; 8 % of 10000 stay,
        // not 8 % of what is left.
        resting()
                .trade(123, 94.9, 1_010)
                .says("fill #1 10 @94.9 MAKER")
                .quote(182, 94.9, 95)
                .says("cancel #1", "canceled #1 BY_REQUEST", "new #2 BUY MARKET for 8251")
                .quote(183, 94.9, 95)
                .says("fill #2 86.85263157 @95 TAKER");
    }

    @Test
    void shouldNotFillOnAnEventThatIsQuarantined() {
        resting()
                .trade(124, 95, 1)
                .says()
                .trade(123, 90, 1_000)
                .says("quarantine OUT_OF_ORDER")
                .trade(125, -1, 1_000)
                .says("quarantine NOT_POSITIVE");
    }

    @Test
    void shouldTryAgainWhenTheExitWasRefused() {
        harvester()
                .bar(100)
                .bar(100)
                .bar(95)
                .bar(95)
                .says("enter 95 | 95 x1", "new #1 BUY MARKET for 9200", "fill #1 96.84210526 @95 TAKER")
                .command(241, CommandKind.KILL)
                .says("alert KILLED")
                .bar(100)
                .says("exit 100 | 99.75 x1", "risk REJECT KILL_SWITCH")
                .command(301, CommandKind.RESUME)
                .says("alert RESUMED")
                .bar(100)
                .says("exit 100 | 99.75 x1", "new #3 SELL MARKET 96.84210526")
                .bar(101)
                .says("fill #3 96.84210526 @101 TAKER");
    }
}
