package io.millrace.strategy;

import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/** Weeks of candles in, trades out, by hand. Days are UTC days; the script's first one is a Monday. */
class EquityReversalTest {
    private static final int DAY = 86_400;
    private static final int DAY_MINUTES = 1_440;
    private static final double[] NONE = {};

    /** Three shares, the lowest two-day return of them, five sessions, 5 %. The first week is flat until its Friday. */
    private static EngineScript shares() {
        final EngineScript script = EngineScript.of("equity-reversal")
                .param("lookback", "2")
                .param("share", "0.34")
                .param("leastNames", "3")
                .set("strategies.0.timeframe", "1d")
                .set("strategies.0.symbol", "*");
        for (int i = 0; i < 3; i++) {
            script.set("instruments." + i + ".symbol", "ABC".substring(i, i + 1));
            script.set("instruments." + i + ".assetClass", "equity");
            script.set("instruments." + i + ".tick", "0.01");
        }
        return script;
    }

    /** A whole week that chooses A, and its weekend. */
    private static EngineScript afterFirstFriday() {
        return days(shares(), 4, 100, 100, 100)
                .says()
                .slice(DAY, at(90), at(95), at(99))
                .says("enter -0.1 | -0.1 x1", "new #1 BUY MARKET for 10000")
                .skip(2 * DAY_MINUTES);
    }

    private static EngineScript days(
            final EngineScript script, final int days, final double a, final double b, final double c) {
        for (int i = 0; i < days; i++) {
            script.slice(DAY, at(a), at(b), at(c));
        }
        return script;
    }

    private static double[] at(final double... prices) {
        return prices;
    }

    @Test
    void shouldChangeTheWholeBasketAtOneOpen() {
        days(
                        afterFirstFriday()
                                .slice(DAY, at(80, 82, 80, 80), at(100), at(100))
                                .says("fill #1 125 @80 TAKER", "new #2 SELL STOP 125 stop 76"),
                        3,
                        82,
                        100,
                        100)
                .says()
                // A stands 84/82 - 1 over two days, B at -30 %. 125 x 84 = 10500, of which 98 % may be spent before.
                .slice(DAY, at(84), at(70), at(100))
                .says(
                        "exit 0.02439024 | -0.3 x1",
                        "new #3 SELL MARKET 125",
                        "enter -0.3 | -0.3 x1",
                        "new #4 BUY MARKET for 10290 of 1")
                .skip(2 * DAY_MINUTES)
                .slice(DAY, at(86), at(72), at(100))
                .says(
                        "fill #3 125 @86 TAKER",
                        "canceled #2 OCO_SIBLING",
                        "fill #4 142.91666666 @72 TAKER",
                        "new #5 SELL STOP 142.91666666 stop 68.4 of 1")
                .slice(DAY, at(86), at(72, 72, 60, 65), at(100))
                .says("fill #5 142.91666666 @68.4 TAKER")
                .slice(DAY, at(86), at(60), at(100))
                .says();
    }

    @Test
    void shouldBuyWhenTheExitsHaveBroughtTheCashWhereTheyDoNotCountBefore() {
        final EngineScript script = shares().set("risk.proceedsMargin", "off");
        days(days(script, 4, 100, 100, 100).slice(DAY, at(90), at(95), at(99)).skip(2 * DAY_MINUTES), 4, 80, 100, 100)
                .says(
                        "enter -0.1 | -0.1 x1",
                        "new #1 BUY MARKET for 10000",
                        "fill #1 125 @80 TAKER",
                        "new #2 SELL STOP 125 stop 76")
                .slice(DAY, at(84), at(70), at(100))
                .says("exit 0.05 | -0.3 x1", "new #3 SELL MARKET 125", "enter -0.3 | -0.3 x1")
                .skip(2 * DAY_MINUTES)
                .slice(DAY, at(86), at(72), at(100))
                .says(
                        "fill #3 125 @86 TAKER",
                        "canceled #2 OCO_SIBLING",
                        "new #4 BUY MARKET for 10750 of 1",
                        "fill #4 149.30555555 @72 TAKER",
                        "new #5 SELL STOP 149.30555555 stop 68.4 of 1");
    }

    @Test
    void shouldPutTheFactorOfTheRegimesOnEveryPart() {
        days(shares().set("regimes.table.equity.neutral", "0.5"), 4, 100, 100, 100)
                .slice(DAY, at(90), at(95), at(99))
                .says("alert REGIME_REFERENCE_MISSING", "enter -0.1 | -0.1 x1", "new #1 BUY MARKET for 5000");
    }

    @Test
    void shouldHoldOnToWhatIsChosenAgain() {
        final EngineScript script = days(afterFirstFriday(), 4, 80, 100, 100)
                .says("fill #1 125 @80 TAKER", "new #2 SELL STOP 125 stop 76")
                .slice(DAY, at(78), at(100), at(100))
                .says();
        days(script.skip(2 * DAY_MINUTES), 4, 78, 100, 100)
                .says()
                .slice(DAY, at(77.99), at(100), at(100))
                .says();
    }

    @Test
    void shouldSellAfterFiveSessionsAlsoWithoutARanking() {
        days(afterFirstFriday(), 4, 80, 100, 100)
                .says("fill #1 125 @80 TAKER", "new #2 SELL STOP 125 stop 76")
                // C has no bar: two returns are fewer than three.
                .slice(DAY, at(78), at(70), NONE)
                .says("alert STRATEGY_NOTICE", "exit 5 | 5 x1", "new #3 SELL MARKET 125")
                .skip(2 * DAY_MINUTES)
                .slice(DAY, at(79), at(70), at(100))
                .says("fill #3 125 @79 TAKER", "canceled #2 OCO_SIBLING");
    }

    @Test
    void shouldFillTheStopAtTheOpenThatHasPassedIt() {
        days(afterFirstFriday(), 1, 80, 100, 100)
                .says("fill #1 125 @80 TAKER", "new #2 SELL STOP 125 stop 76")
                .slice(DAY, at(70, 75, 70, 75), at(100), at(100))
                .says("fill #2 125 @70 TAKER");
    }

    @Test
    void shouldRankOnThursdayBeforeGoodFriday() {
        // The script starts on 2026-01-05; 84 days later is the Monday before Good Friday, 2026-04-03.
        days(shares().skip(84 * DAY_MINUTES), 3, 100, 100, 100)
                .says()
                .slice(DAY, at(100), at(100), at(90))
                .says("enter -0.1 | -0.1 x1", "new #1 BUY MARKET for 10000 of 2");
    }

    @Test
    void shouldRankOnFridayWhereThereIsNoExchange() {
        final EngineScript script = shares();
        for (int i = 0; i < 3; i++) {
            script.set("instruments." + i + ".assetClass", "crypto");
        }
        days(script.skip(84 * DAY_MINUTES), 4, 100, 100, 100)
                .says()
                .slice(DAY, at(100), at(100), at(90))
                .says("enter -0.1 | -0.1 x1", "new #1 BUY MARKET for 10000 of 2")
                .slice(DAY, at(100), at(100), at(90))
                .says("fill #1 111.11111111 @90 TAKER", "new #2 SELL STOP 111.11111111 stop 85.5 of 2");
    }

    @Test
    void shouldWeightTheBasketEqually() {
        final EngineScript script = shares().param("share", "0.67");
        days(script, 4, 100, 100, 100)
                .slice(DAY, at(90), at(95), at(99))
                .says(
                        "enter -0.1 | -0.05 x1",
                        "enter -0.05 | -0.05 x1",
                        "new #1 BUY MARKET for 5000",
                        "new #2 BUY MARKET for 5000 of 1");
    }
}
