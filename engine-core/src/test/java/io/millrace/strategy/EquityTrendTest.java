package io.millrace.strategy;

import io.millrace.testkit.CandleTable;
import org.junit.jupiter.api.Test;

/** Candles in, trades out: S3 worked out by hand. */
class EquityTrendTest {
    private static CandleTable trend(final int trend, final int momentum, final int exit) {
        return CandleTable.of("equity-trend")
                .param("trend", Integer.toString(trend))
                .param("momentum", Integer.toString(momentum))
                .param("exit", Integer.toString(exit));
    }

    @Test
    void shouldEnterAboveTheLongMeanAndLeaveBelowTheExitMean() {
        // Means of 3 at the entry (10 + 10 + 12) / 3, of 2 at the exit (13 + 12) / 2.
        trend(3, 2, 2).plays("""
                A               | says
                10              |
                10              |
                10              |
                12              | enter long A 1: 12 vs 10.66666667; #1 buy A for 10000
                12.5/13/12/13   | fill #1 800 @12.5
                12              | exit long A 0: 12 vs 12.5; #2 sell A 800
                11              | fill #2 800 @11
                """);
    }

    @Test
    void shouldNotEnterWithoutMomentum() {
        // Above the mean of 3 from row 4 on, (9 + 7 + 9) / 3, but no higher than 3 bars before until row 5.
        trend(3, 3, 1).plays("""
                A  | says
                9  |
                9  |
                7  |
                9  |
                10 | enter long A 1: 10 vs 8.66666667; #1 buy A for 10000
                """);
    }

    @Test
    void shouldNotEnterWhereTheExitApplies() {
        // Row 3: 14 is above (10 + 16 + 14) / 3 and above 10, but below (16 + 14) / 2.
        trend(3, 2, 2).plays("""
                A  | says
                10 |
                16 |
                14 |
                15 |
                17 | enter long A 1: 17 vs 15.33333333; #1 buy A for 10000
                """);
    }

    @Test
    void shouldTakeTheStrongestAndReuseAPlaceOnceItsExitWasFilled() {
        // Row 3: A rises too, but both places are taken until the sale of C was filled. Then 4,800 are left for it.
        trend(2, 1, 2).plays("""
                A  | B    | C    | says
                10 | 10   | 10   |
                11 | 12   | 13   | enter long C 0.5: 13 vs 11.5; #1 buy C for 5000; enter long B 0.5: 12 vs 11; #2 buy B for 5000
                12 | 12.5 | 12.5 | fill #2 400 @12.5; fill #1 400 @12.5; exit long C 0: 12.5 vs 12.75; #3 sell C 400
                13 | 13   | 12   | fill #3 400 @12; enter long A 0.5: 13 vs 12.5; #4 buy A for 4800
                14 | 14   | 12   | fill #4 342.85714285 @14
                """);
    }

    @Test
    void shouldDecideOnTheBarsThatAreThere() {
        trend(2, 1, 2).plays("""
                A  | B  | says
                10 | 10 |
                11 | -  | enter long A 0.5: 11 vs 10.5; #1 buy A for 5000
                -  | 11 | enter long B 0.5: 11 vs 10.5; #2 buy B for 5000
                10 | 12 | fill #1 500 @10; fill #2 416.66666666 @12; exit long A 0: 10 vs 10.5; #3 sell A 500
                """);
    }

    @Test
    void shouldDecideNothingDuringTheWarmUp() {
        trend(2, 1, 2).set("strategies.0.warmup", "3").plays("""
                A  | says
                10 |
                11 |
                12 |
                13 | enter long A 1: 13 vs 12.5; #1 buy A for 10000
                """);
    }
}
