package io.millrace.venue;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import org.junit.jupiter.api.Test;

/** All at once or nothing: in bars, on quotes and on prints. */
class FillOrKillTest {
    private static VenueScript halfOfTheVolume() {
        return new VenueScript(VenueConfig.research().withParticipation(Fixed.ONE / 2), new RateFees(0, 0));
    }

    @Test
    void shouldFillWhollyAtTheOpenOfABar() {
        halfOfTheVolume()
                .bar(100, 100, 100, 100)
                .fillOrKill(Side.BUY, 5, 0)
                .fillOrKill(Side.BUY, 5, 101)
                .bar(100, 100, 100, 100, 20)
                .expect(
                        "60s #1 ACCEPTED",
                        "60s #2 ACCEPTED",
                        "60s #1 FILL 5@100 left 0 TAKER",
                        "60s #2 FILL 5@100 left 0 TAKER");
    }

    @Test
    void shouldCancelWhatTheVolumeOfABarDoesNotCoverOrItsOpenDoesNotReach() {
        halfOfTheVolume()
                .bar(100, 100, 100, 100)
                .fillOrKill(Side.BUY, 5, 0)
                .fillOrKill(Side.SELL, 5, 101)
                .bar(100, 110, 100, 105, 9)
                .expect(
                        "60s #1 ACCEPTED",
                        "60s #2 ACCEPTED",
                        "60s #1 CANCELED NO_LIQUIDITY",
                        "60s #2 CANCELED NO_LIQUIDITY");
    }

    @Test
    void shouldTakeTheTouchWhollyOrNotAtAll() {
        VenueScript.research()
                .quote(99, 4, 101, 4)
                .fillOrKill(Side.BUY, 5, 101)
                .fillOrKill(Side.BUY, 4, 101)
                .fillOrKill(Side.SELL, 1, 100)
                .quote(99, 4, 101, 4)
                .expect(
                        "1s #1 ACCEPTED",
                        "1s #2 ACCEPTED",
                        "1s #3 ACCEPTED",
                        "1s #3 CANCELED NO_LIQUIDITY",
                        "2s #1 CANCELED NO_LIQUIDITY",
                        "2s #2 FILL 4@101 left 0 TAKER");
    }

    @Test
    void shouldTakeAPrintWhollyOrNotAtAll() {
        halfOfTheVolume()
                .trade(100, 10)
                .fillOrKill(Side.BUY, 6, 0)
                .fillOrKill(Side.BUY, 5, 0)
                .trade(100, 10)
                .expect(
                        "1s #1 ACCEPTED",
                        "1s #2 ACCEPTED",
                        "2s #1 CANCELED NO_LIQUIDITY",
                        "2s #2 FILL 5@100 left 0 TAKER");
    }
}
