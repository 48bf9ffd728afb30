package io.millrace.strategy;

import io.millrace.testkit.CandleTable;
import org.junit.jupiter.api.Test;

/** Candles in, trades out: S4 worked out by hand, with RSI(2) and bands of 4 bars. */
class IndexMeanReversionTest {
    /** Row 5: RSI 0; mean 97.5, deviation sqrt(75 / 4) = 4.33. Row 6: average gain 5, average loss 2.5, RSI 66.7. */
    private static final String FALL_AND_RECOVERY = """
                A             | says
                100           |
                100           |
                100           |
                100           |
                90            | enter long A 1: 0 vs 10; #1 buy A for 10000
                """;

    private static CandleTable reversion(final String bandWidth) {
        return CandleTable.of("index-mean-reversion")
                .bars(14_400, "4h")
                .param("bandPeriod", "4")
                .param("bandWidth", bandWidth);
    }

    @Test
    void shouldBuyTheExhaustedFallAndSellAboveTheMiddle() {
        reversion("1").plays(FALL_AND_RECOVERY + """
                80/100/80/100 | fill #1 125 @80; exit long A 0: 100 vs 97.5; #2 sell A 125
                100           | fill #2 125 @100
                """);
    }

    @Test
    void shouldWaitForTheRelativeStrengthWhenTheMiddleIsSwitchedOff() {
        // Row 7: average gain (5 + 40) / 2, average loss 1.25: 22.5 of 23.75.
        reversion("1").param("exitOnMiddleBand", "false").plays(FALL_AND_RECOVERY + """
                80/100/80/100 | fill #1 125 @80
                140           | exit long A 0: 94.73684211 vs 90; #2 sell A 125
                120           | fill #2 125 @120
                """);
    }

    @Test
    void shouldNotBuyInsideTheBands() {
        // A fall without a rise has RSI 0 all along. Of four numbers none is 2 deviations below their mean.
        reversion("2").plays("""
                A   | says
                100 |
                98  |
                96  |
                94  |
                80  |
                60  |
                """);
    }

    @Test
    void shouldNotBuyBelowTheBandWithStrengthLeft() {
        // Row 5: gains 4, 4, 4 and a loss of 2: average gain 2, average loss 1. The band ends at 106.5 - 0.5 x 1.66.
        reversion("0.5").plays("""
                A   | says
                100 |
                104 |
                108 |
                108 |
                106 |
                """);
    }

    @Test
    void shouldGiveEachInstrumentAnEqualPart() {
        reversion("1").plays("""
                A             | B   | says
                100           | 100 |
                100           | 101 |
                100           | 102 |
                100           | 103 |
                90            | 104 | enter long A 0.5: 0 vs 10; #1 buy A for 5000
                80/100/80/100 | 105 | fill #1 62.5 @80; exit long A 0: 100 vs 97.5; #2 sell A 62.5
                """);
    }
}
