package io.millrace.strategy;

import io.millrace.testkit.CandleTable;
import org.junit.jupiter.api.Test;

/** Candles in, trades out: S5 worked out by hand, over 1 and 2 bars, rebalanced every 2 days. */
class CryptoMomentumTest {
    private static CandleTable momentum() {
        return CandleTable.of("crypto-momentum")
                .param("shortWindow", "1")
                .param("longWindow", "2")
                .param("rebalanceDays", "2");
    }

    @Test
    void shouldWeighByMomentumAndSellBeforeItBuys() {
        // Row 3: momenta 20 % and 5 %. Row 4 is between two rebalances. Row 5: A fell; B rose by 50 % and 45 / 105.
        // The sale of A at the open of row 6 brings 7,040, which buy B at its own. Row 7 finds all in B already.
        momentum().plays("""
                A   | B   | says
                100 | 100 |
                100 | 100 |
                120 | 105 | enter long A 0.8: 0.2 vs 0; #1 buy A for 8000; enter long B 0.2: 0.05 vs 0; #2 buy B for 2000
                125 | 100 | fill #1 64 @125; fill #2 20 @100
                100 | 150 | exit long A 0: 0 vs 0; #3 sell A 64
                110 | 140 | fill #3 64 @110; enter long B 1: 0.46428571 vs 0; #4 buy B for 7040; fill #4 50.28571428 @140
                110 | 160 |
                """);
    }

    @Test
    void shouldHoldNothingThatDidNotRiseOverBothWindows() {
        // Row 3: A rose over one bar, B over two, neither over both.
        momentum().plays("""
                A   | B   | says
                100 | 100 |
                80  | 120 |
                90  | 110 |
                100 | 120 |
                """);
    }

    @Test
    void shouldLetASmallChangeBeButNeverAnExit() {
        // Row 4 would be 55 % and 45 %. Row 5: B fell; A is worth 58 % of the sleeve and should be all of it.
        momentum().param("minChange", "0.45").param("rebalanceDays", "1").plays("""
                A               | B               | says
                100             | 100             |
                100             | 100             |
                120             | 120             | enter long A 0.5: 0.2 vs 0; #1 buy A for 5000; enter long B 0.5: 0.2 vs 0; #2 buy B for 5000
                120/130/120/130 | 120/126/120/126 | fill #1 41.66666666 @120; fill #2 41.66666666 @120
                140             | 100             | exit long B 0: 0 vs 0; #3 sell B 41.66666666
                150             | 100             | fill #3 41.66666666 @100
                """);
    }
}
