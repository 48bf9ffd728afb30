package io.millrace.strategy;

import io.millrace.testkit.CandleTable;
import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/**
 * Candles in, trades out: S1 worked out by hand, with windows of 3 bars, volatility of 2 and ATR of 1.
 *
 * <p>Of three numbers, two equal and the last one larger, the last has z = sqrt(2), whatever they are: after four quiet
 * days a fall with more volume has sqrt(2) each for volatility and volume, times 2.8 / 2 without attention: 3.95979797.
 * With a jump of attention it is sqrt(2) * 2.8, the same.
 */
class PanicContrarianTest {
    /** What is missing is said once, when the windows are full: attention, VIX, SPY, oil. */
    private static final String MISSING =
            "STRATEGY_NOTICE A 6; STRATEGY_NOTICE A 7; STRATEGY_NOTICE A 8; STRATEGY_NOTICE A 9";

    /** Falls by 10 with a true range of 10: 50 of risk buy 5 units, 450 at the close. They cost 90 on the next open. */
    private static final String ENTERED = """
            A                  | says
            100                |
            100                |
            100                |
            100                |
            100/100/90/90*4000 | MISSING; enter long A 0.045: 3.95979797 vs 3; #1 buy A for 450
            90/95/85/95        | fill #1 5 @90; #2 sell A 5 stop 80; #3 sell A 5 @110
            """.replace("MISSING", MISSING);

    private static CandleTable panic() {
        return CandleTable.of("panic-contrarian")
                .instrument("assetClass", "equity")
                .param("zPeriod", "3")
                .param("volatilityPeriod", "2")
                .param("criPeriod", "2")
                .param("atrPeriod", "1")
                .param("macroPeriod", "1");
    }

    @Test
    void shouldTakeTheTarget() {
        panic().plays(ENTERED + """
                95/111/95/100 | fill #3 5 @110; canceled #2
                """);
    }

    @Test
    void shouldTakeTheStop() {
        panic().plays(ENTERED + """
                85/85/79/82 | fill #2 5 @80; canceled #3
                """);
    }

    @Test
    void shouldTrailTheBestCloseAndStayProtectedUntilOut() {
        // Best close 104, less 1.5 ranges of 10.
        panic().plays(ENTERED + """
                95/105/95/104    |
                100/100/88/89.1  |
                89.1/89.1/88/89  | exit long A 0: 89 vs 89; #4 sell A 5
                87               | fill #4 5 @87; canceled #2; canceled #3
                """);
    }

    @Test
    void shouldTrailAtTheLeastDistance() {
        // The range is 1: 1.5 of it below the best close of 100.9 would be 99.4, 2 % are 98.882.
        panic().plays("""
                A                   | says
                100                 |
                100                 |
                100                 |
                100                 |
                100/100/99/99*4000  | MISSING; enter long A 0.495: 3.95979797 vs 3; #1 buy A for 4950
                99/100.9/99/100.9   | fill #1 50 @99; #2 sell A 50 stop 98; #3 sell A 50 @101
                100/100/98.9/98.9   |
                98.9/98.9/98.8/98.8 | exit long A 0: 98.8 vs 98.882; #4 sell A 50
                98.7                | fill #4 50 @98.7; canceled #2; canceled #3
                """.replace("MISSING", MISSING));
    }

    /** 50 of risk buy 5 units, 450 at the close; half of them in this regime. */
    @Test
    void shouldPutTheFactorOfTheRegimesOnTheSize() {
        panic().set("regimes.table.equity.neutral", "0.5").plays("""
                A                  | says
                100                | REGIME_REFERENCE_MISSING - 0
                100                |
                100                |
                100                |
                100/100/90/90*4000 | MISSING; enter long A 0.0225: 3.95979797 vs 3; #1 buy A for 225
                """.replace("| MISSING;", "| " + MISSING + ";"));
    }

    @Test
    void shouldNotPutMoreThanTheLargestValueIntoOnePosition() {
        // 50 of risk over a range of 0.5 are 100 units, worth 9,950.
        panic().plays("""
                A                       | says
                100                     |
                100                     |
                100                     |
                100                     |
                100/100/99.5/99.5*4000  | MISSING; enter long A 0.5: 3.95979797 vs 3; #1 buy A for 5000
                """.replace("MISSING", MISSING));
    }

    @Test
    void shouldSayThatNoCashIsLeft() {
        // 1,200 of risk over a range of 10 are 120 units, worth 10,800: all the cash there is.
        panic().param("risk", "0.12").param("maxValue", "100000").plays("""
                A                  | B                  | says
                100                | 100                |
                100                | 100                |
                100                | 100                |
                100                | 100*2000           |
                100/100/90/90*4000 | 100/100/90/90*4000 | MISSING; STRATEGY_NOTICE B 6; enter long A 1: 3.95979797 vs 3; #1 buy A for 10000; skip B 0: 3.85072768 vs 3
                """.replace("MISSING", MISSING));
    }

    @Test
    void shouldCountAttentionAndHalveTheSizeUnderStress() {
        // Row 5: attention jumps with the fall, correlation 1; VIX above 25 and oil 11 % up are two points.
        panic().plays("""
                A                  | ~attention:A | ~vix | ~spy | ~oil | says
                100                | 50           | 30   | 400  | 100  |
                100                | 50           | 30   | 400  | 100  |
                100                | 50           | 30   | 400  | 100  |
                100                | 50           | 30   | 400  | 100  |
                100/100/90/90*4000 | 80           | 25.1 | 381  | 111  | enter long A 0.0225: 3.95979797 vs 3 x0.5; #1 buy A for 225
                """);
    }

    @Test
    void shouldNotHalveOnTheEdgesOfStress() {
        // VIX at 25, SPY not quite 5 % down and oil not quite 10 % up are no points.
        panic().plays("""
                A                  | ~attention:A | ~vix | ~spy | ~oil | says
                100                | 50           | 30   | 400  | 80   |
                100                | 50           | 30   | 400  | 80   |
                100                | 50           | 30   | 400  | 80   |
                100                | 50           | 30   | 400  | 80   |
                100/100/90/90*4000 | 80           | 25   | 381  | 87   | enter long A 0.045: 3.95979797 vs 3; #1 buy A for 450
                """);
    }

    @Test
    void shouldTakeSpyFromTheUniverse() {
        // SPY falls by 6 % on usual volume: a second point, and with sqrt(2) * 1.4 no panic of its own.
        panic().plays("""
                A                  | SPY | ~vix | says
                100                | 100 | 30   |
                100                | 100 | 30   |
                100                | 100 | 30   |
                100                | 100 | 30   |
                100/100/90/90*4000 | 94  | 30   | STRATEGY_NOTICE A 6; STRATEGY_NOTICE A 9; STRATEGY_NOTICE SPY 6; enter long A 0.045: 3.95979797 vs 3 x0.5; #1 buy A for 225
                """.replace("0.045", "0.0225"));
    }

    @Test
    void shouldLeaveAloneWhatDoesNotReactToTheCrowd() {
        // Attention jumps the day before the fall: correlation -1. Its z is 10 / sqrt(200) in (50, 80, 80).
        panic().plays("""
                A                  | ~attention:A | ~vix | ~spy | ~oil | says
                100                | 50           | 20   | 400  | 100  |
                100                | 50           | 20   | 400  | 100  |
                100                | 50           | 20   | 400  | 100  |
                100                | 80           | 20   | 400  | 100  |
                100/100/90/90*4000 | 80           | 20   | 400  | 100  | skip A 0: 3.39411255 vs 3
                """);
    }

    @Test
    void shouldCarryWeeklyAttentionForwardAndForgetItWhenOld() {
        // Row 1's attention is carried, at 0 change; on row 5 it is 4 days old, over the 3 allowed: the score goes
        // without.
        panic().param("maxSeriesAge", "3").plays("""
                A                  | ~attention:A | ~vix | ~spy | ~oil | says
                100                | 50           | 20   | 400  | 100  |
                100                |              | 20   | 400  | 100  |
                100                |              | 20   | 400  | 100  |
                100                |              | 20   | 400  | 100  |
                100/100/90/90*4000 |              | 20   | 400  | 100  | STRATEGY_NOTICE A 6; enter long A 0.045: 3.95979797 vs 3; #1 buy A for 450
                """);
    }

    @Test
    void shouldGiveThePlacesToTheHighestScores() {
        // B: volume z of 4,000 in (1,000, 2,000, 4,000) is 1.33630621.
        panic().param("maxPositions", "1").plays("""
                B                  | A                  | says
                100                | 100                |
                100                | 100                |
                100                | 100                |
                100*2000           | 100                |
                100/100/90/90*4000 | 100/100/90/90*4000 | STRATEGY_NOTICE B 6; STRATEGY_NOTICE B 7; STRATEGY_NOTICE B 8; STRATEGY_NOTICE B 9; STRATEGY_NOTICE A 6; enter long A 0.045: 3.95979797 vs 3; #1 buy A for 450; skip B 0: 3.85072768 vs 3
                """);
    }

    @Test
    void shouldSellShortASharpRiseWhereThatIsAllowed() {
        panic().param("longOnly", "false").set("risk.shortsAllowed", "true").plays("""
                A                    | says
                100                  |
                100                  |
                100                  |
                100                  |
                100/110/100/110*4000 | MISSING; enter short A -0.055: 3.95979797 vs 3; #1 sell A 5
                110                  | fill #1 5 @110; #2 buy A 5 stop 120; #3 buy A 5 @90
                100/100/89/95        | fill #3 5 @90; canceled #2
                """.replace("MISSING", MISSING));
    }

    @Test
    void shouldTrailAShortAboveTheBestClose() {
        // Best close 95, plus 1.5 ranges of 10.
        panic().param("longOnly", "false").set("risk.shortsAllowed", "true").plays("""
                A                    | says
                100                  |
                100                  |
                100                  |
                100                  |
                100/110/100/110*4000 | MISSING; enter short A -0.055: 3.95979797 vs 3; #1 sell A 5
                110/110/95/95        | fill #1 5 @110; #2 buy A 5 stop 120; #3 buy A 5 @90
                110                  | exit short A 0: 110 vs 110; #4 buy A 5
                111                  | fill #4 5 @111; canceled #2; canceled #3
                """.replace("MISSING", MISSING));
    }

    @Test
    void shouldNotSellShortWhenToldSoNorCrypto() {
        final String rise = """
                A                    | says
                100                  |
                100                  |
                100                  |
                100                  |
                100/110/100/110*4000 | MISSING
                """.replace("MISSING", MISSING);
        panic().plays(rise);
        panic().param("longOnly", "false").instrument("assetClass", "crypto").plays(rise);
    }

    @Test
    void shouldEnterNothingForTheRestOfABadDay() {
        // Row 7: the stop of A fills on the open at 94, 300 of 10,000 are lost. Row 8 is another day: volatility z
        // 0.82139215 and volume z 1.38873 of B; 48.5 of risk over a range of 18 are 194 at 72.
        panic().plays("""
                A                       | B                   | says
                100                     | 100                 |
                100                     | 100                 |
                100                     | 100                 |
                100                     | 100                 |
                100/100/99.5/99.5*4000  | 100                 | MISSING; STRATEGY_NOTICE B 6; enter long A 0.5: 3.95979797 vs 3; #1 buy A for 5000
                100                     | 100                 | fill #1 50 @100; #2 sell A 50 stop 99.5; #3 sell A 50 @101
                94                      | 100/100/90/90*4000  | fill #2 50 @94; canceled #3; STRATEGY_NOTICE A 10; skip B 0: 3.95979797 vs 3
                94                      | 90/90/72/72*16000   | enter long B 0.02: 3.09417122 vs 3; #4 buy B for 194
                """.replace("MISSING", MISSING));
    }

    /** Days of X, which is crypto; the fourth quiet day is a Thursday in New York's winter, when 16:00 is 21:00 UTC. */
    private static EngineScript days(final String utcEvaluation) {
        final EngineScript script = EngineScript.of("panic-contrarian")
                .set("strategies.0.timeframe", "1d")
                .param("zPeriod", "3")
                .param("volatilityPeriod", "2")
                .param("atrPeriod", "1")
                .param("entryScore", "1.9")
                .param("utcEvaluation", utcEvaluation);
        for (int day = 1; day <= 4; day++) {
            script.skip(1_440).barOf(1_440, 100, 100, 100, 100);
        }
        return script.says().trade(4 * 86_400 + 21 * 3_600, 100, 1).says().skip(1_440);
    }

    @Test
    void shouldJudgeCryptoAtFourInNewYork() {
        // Volume is the same every day: volatility alone gives sqrt(2) * 1.4.
        final double nextDay = 5 * 86_400;
        days("false")
                .barOf(1_440, 100, 100, 90, 90)
                .says()
                .trade(nextDay + 21 * 3_600 - 1, 90, 1)
                .says()
                .trade(nextDay + 21 * 3_600, 90, 1)
                .says(
                        "alert STRATEGY_NOTICE",
                        "alert STRATEGY_NOTICE",
                        "alert STRATEGY_NOTICE",
                        "alert STRATEGY_NOTICE",
                        "enter 1.97989899 | 1.9 x1",
                        "new #1 BUY MARKET for 450");
    }

    @Test
    void shouldJudgeCryptoWithItsBarWhenToldSo() {
        days("true")
                .barOf(1_440, 100, 100, 90, 90)
                .says(
                        "alert STRATEGY_NOTICE",
                        "alert STRATEGY_NOTICE",
                        "alert STRATEGY_NOTICE",
                        "alert STRATEGY_NOTICE",
                        "enter 1.97989899 | 1.9 x1",
                        "new #1 BUY MARKET for 450");
    }
}
