package io.millrace.venue;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import org.junit.jupiter.api.Test;

/** New terms for a live order: prices, quantities, places in the queue, and who is too late. */
class ReplaceTest {
    private static VenueScript halfOfTheVolume() {
        return new VenueScript(VenueConfig.research().withParticipation(Fixed.ONE / 2), new RateFees(0, 0));
    }

    @Test
    void shouldFillABarAtTheNewPrice() {
        VenueScript.research()
                .bar(100, 100, 100, 100)
                .limit(Side.BUY, 5, 90)
                .replace(1, 5, 95)
                .expect("60s #1 ACCEPTED", "60s #1 REPLACED")
                .bar(100, 101, 94, 99)
                .expect("120s #1 FILL 5@95 left 0 MAKER");
    }

    @Test
    void shouldMoveAStop() {
        VenueScript.research()
                .bar(100, 100, 100, 100)
                .stop(Side.SELL, 5, 90)
                .replaceStop(1, 3, 97)
                .expect("60s #1 ACCEPTED", "60s #1 REPLACED")
                .bar(100, 101, 96, 99)
                .expect("120s #1 TRIGGERED", "120s #1 FILL 3@97 left 0 TAKER");
    }

    @Test
    void shouldTakeTheOldTermsInABarThatWasRunning() {
        final VenueScript script = new VenueScript(slow(), new RateFees(0, 0));
        script.bar(100, 100, 100, 100)
                .limit(Side.BUY, 5, 95)
                .bar(100, 100, 100, 100)
                .expect("90s #1 ACCEPTED")
                // Arrives half a minute into the next bar, which the order meets as it was.
                .replace(1, 5, 90)
                .bar(100, 101, 94, 99)
                .expect("180s #1 FILL 5@95 left 0 MAKER", "180s #1 REPLACE_REJECTED TOO_LATE");
    }

    @Test
    void shouldReplaceThePartThatIsLeft() {
        halfOfTheVolume()
                .bar(100, 100, 100, 100)
                .limit(Side.BUY, 10, 95)
                .bar(94, 94, 94, 94, 8)
                .expect("60s #1 ACCEPTED", "60s #1 FILL 4@94 left 6 TAKER")
                .replace(1, 12, 96)
                .expect("120s #1 REPLACED")
                .bar(95, 95, 95, 95, 100)
                .expect("120s #1 FILL 8@95 left 0 TAKER");
    }

    @Test
    void shouldCancelTheRestWhenMoreHasFilledThanIsWantedNow() {
        halfOfTheVolume()
                .bar(100, 100, 100, 100)
                .limit(Side.BUY, 10, 95)
                .bar(94, 94, 94, 94, 8)
                .forget()
                .replace(1, 4, 95)
                .expect("120s #1 CANCELED BY_REQUEST");
    }

    @Test
    void shouldRefuseWhatIsOverUnknownOrNoLongerALimit() {
        VenueScript.research()
                .bar(100, 100, 100, 100)
                .market(Side.BUY, 1)
                .replace(1, 2, 99)
                .replace(7, 2, 99)
                .expect("60s #1 ACCEPTED", "60s #1 REPLACE_REJECTED TOO_LATE", "60s #7 REPLACE_REJECTED UNKNOWN_ORDER")
                .bar(100, 100, 100, 100)
                .forget()
                .replace(1, 2, 99)
                .expect("120s #1 REPLACE_REJECTED TOO_LATE");
    }

    @Test
    void shouldRefuseTermsThatANewOrderWouldBeRefusedFor() {
        VenueScript.research()
                .quote(99, 10, 101, 10)
                .postOnly(Side.BUY, 5, 98)
                .replace(1, 5, 101)
                .replace(1, 0, 98)
                .replace(1, 5, 0)
                .expect(
                        "1s #1 ACCEPTED",
                        "1s #1 REPLACE_REJECTED WOULD_CROSS",
                        "1s #1 REPLACE_REJECTED BELOW_MINIMUM",
                        "1s #1 REPLACE_REJECTED BELOW_MINIMUM");
    }

    @Test
    void shouldKeepThePlaceOnlyForLess() {
        // 10 are ahead of us at 99. Smaller: the place is kept, so a print of 12 reaches us.
        VenueScript.research()
                .quote(99, 10, 101, 10)
                .limit(Side.BUY, 5, 99)
                .replace(1, 2, 99)
                .forget()
                .trade(99, 12)
                .expect("2s #1 FILL 2@99 left 0 MAKER");
        // Larger, after 6 of the 10 have traded: behind all that is shown again.
        VenueScript.research()
                .quote(99, 10, 101, 10)
                .limit(Side.BUY, 5, 99)
                .trade(99, 6)
                .replace(1, 6, 99)
                .forget()
                .trade(99, 6)
                .expect()
                .quote(99, 10, 101, 10)
                .trade(99, 12)
                .expect("5s #1 FILL 2@99 left 4 MAKER");
    }

    @Test
    void shouldTakeWithANewPriceAtTheNextQuote() {
        VenueScript.research()
                .quote(99, 10, 101, 10)
                .limit(Side.BUY, 5, 98)
                .replace(1, 5, 101)
                .expect("1s #1 ACCEPTED", "1s #1 REPLACED")
                .quote(99, 10, 101, 10)
                .expect("2s #1 FILL 5@101 left 0 TAKER");
    }

    private static VenueConfig slow() {
        return VenueConfig.research()
                .withLatency(30 * VenueScript.SECOND, 0)
                .withFillOnTouch(false)
                .withLimits(1_024, 16_384);
    }
}
