package io.millrace.venue;

import static io.millrace.event.codec.Side.BUY;
import static io.millrace.event.codec.Side.SELL;
import static io.millrace.venue.VenueScript.f;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.fixed.Fixed;
import org.junit.jupiter.api.Test;

/** Prices of taking, by hand; the square-root law against its formula written out in doubles. */
class SlippageTest {
    private static VenueScript script(final SlippageModel model) {
        return script(VenueConfig.research().with(model));
    }

    private static VenueScript script(final VenueConfig config) {
        return new VenueScript(config, new RateFees(0, 0));
    }

    private static double rate(final double range, final double share) {
        return Math.log(range) / Math.sqrt(4 * Math.log(2)) * Math.sqrt(share);
    }

    private static double price(final String report) {
        return Double.parseDouble(report.split("@")[1].split(" ")[0]);
    }

    @Test
    void shouldPayItsShareOfTheAssumedSpreadOnBars() {
        // Half of a spread of 40 bps on top of 10 bps: 30 bps of 200.
        final VenueScript script = script(new SlippageModel(f(0.001), f(0.5), f(0.004), 0, 0))
                .bar(100, 101, 99, 100)
                .market(BUY, 2)
                .market(SELL, 2)
                .forget()
                .bar(200, 210, 190, 200)
                .expect("60s #1 FILL 2@200.6 left 0 TAKER", "60s #2 FILL 2@199.4 left 0 TAKER");
        assertEquals(f(2.4), script.slippage);
    }

    @Test
    void shouldPayItsShareOfTheQuotedSpread() {
        final VenueScript script = script(new SlippageModel(0, f(0.25), f(0.9), 0, 0))
                .quote(99, 10, 101, 10)
                .market(BUY, 1)
                .limit(BUY, 1, 101)
                .forget()
                .quote(99, 10, 103, 10)
                .expect("2s #1 FILL 1@104 left 0 TAKER");
        assertEquals(f(1), script.slippage);
    }

    @Test
    void shouldCountTheWalkBeyondTheTouchAsSlippage() {
        // 1 % a touch size: the second touch size pays 101.
        final VenueScript script = script(new SlippageModel(0, 0, 0, f(0.01), 0))
                .quote(99, 10, 100, 10)
                .market(BUY, 20)
                .forget()
                .quote(99, 10, 100, 10)
                .expect("2s #1 FILL 10@100 left 10 TAKER", "2s #1 FILL 10@101 left 0 TAKER");
        assertEquals(f(10), script.slippage);
    }

    @Test
    void shouldShiftByTheSquareRootOfTheShareOfVolume() {
        final VenueScript script = script(new SlippageModel(0, 0, 0, 0, Fixed.ONE))
                .bar(100, 110, 100, 105)
                .market(BUY, 100)
                .market(SELL, 40)
                .forget()
                // The range of the bar that fills is not used: it is not known when the order is sent.
                .bar(200, 300, 100, 200, 1_000);
        assertEquals(200 * (1 + rate(1.1, 0.1)), price(script.reports.get(0)), 1e-5);
        assertEquals(200 * (1 - rate(1.1, 0.04)), price(script.reports.get(1)), 1e-5);
        final double paid = 100 * 200 * rate(1.1, 0.1) + 40 * 200 * rate(1.1, 0.04);
        assertEquals(paid, Fixed.toDouble(script.slippage), 1e-3);
    }

    @Test
    void shouldLetOrdersOfOneSideAddUpWithinABar() {
        final VenueScript script = script(new SlippageModel(0, 0, 0, 0, 2 * Fixed.ONE))
                .bar(100, 110, 100, 105)
                .market(BUY, 100)
                .market(BUY, 100)
                .forget()
                .bar(200, 210, 200, 200, 1_000);
        assertEquals(200 * (1 + 2 * rate(1.1, 0.1)), price(script.reports.get(0)), 1e-5);
        assertEquals(200 * (1 + 2 * rate(1.1, 0.2)), price(script.reports.get(1)), 1e-5);
    }

    @Test
    void shouldForgetOldRangesByTheDecayAndCarryTheRestOver() {
        final VenueConfig config = VenueConfig.research()
                .with(new SlippageModel(0, 0, 0, 0, Fixed.ONE))
                .withParticipation(f(0.1));
        final VenueScript script = script(config)
                .bar(100, 110, 100, 105)
                .bar(100, 120, 100, 105)
                .market(BUY, 150)
                .forget()
                .bar(200, 200, 200, 200, 1_000)
                .bar(200, 200, 200, 200, 1_000);
        final double first = Math.sqrt(0.94 * Math.pow(rate(1.1, 1), 2) + 0.06 * Math.pow(rate(1.2, 1), 2));
        assertEquals(2, script.reports.size());
        assertEquals(
                "FILL 100", script.reports.get(0).substring("120s #1 ".length()).split("@")[0]);
        assertEquals(200 * (1 + first * Math.sqrt(0.1)), price(script.reports.get(0)), 1e-5);
        final double second = first * Math.sqrt(0.94);
        assertEquals(200 * (1 + second * Math.sqrt(0.05)), price(script.reports.get(1)), 1e-5);
    }

    @Test
    void shouldNotOverspendCashOnItsOwnImpact() {
        final VenueScript script = script(new SlippageModel(0, 0, 0, 0, Fixed.ONE))
                .bar(100, 110, 100, 105)
                .spend(20_000)
                .forget()
                .bar(200, 210, 190, 200, 1_000);
        final String report = script.reports.get(0);
        final double quantity = Double.parseDouble(report.split(" ")[3].split("@")[0]);
        final double spent = quantity * price(report);
        // The impact of the 100 units that the cash bought without it.
        assertEquals(200 * (1 + rate(1.1, 0.1)), price(report), 1e-5);
        assertEquals(20_000, spent, 1e-3);
    }

    @Test
    void shouldMeasurePrintsByTheMinute() {
        final VenueScript script = script(new SlippageModel(0, 0, 0, 0, Fixed.ONE))
                .trade(100, 300)
                .trade(110, 700)
                .advance(60)
                .trade(100, 5)
                .market(BUY, 10)
                .forget()
                .trade(200, 50);
        assertEquals(200 * (1 + rate(1.1, 0.01)), price(script.reports.get(0)), 1e-5);
    }

    @Test
    void shouldNeverSellBelowTheSmallestPrice() {
        script(new SlippageModel(f(0.9), f(10), f(0.9), 0, 0))
                .bar(100, 101, 99, 100)
                .market(SELL, 1)
                .forget()
                .bar(100, 101, 99, 100)
                .expect("60s #1 FILL 1@0.00000001 left 0 TAKER");
    }
}
