package io.millrace.venue;

import static io.millrace.event.codec.Side.BUY;
import static io.millrace.event.codec.Side.SELL;
import static io.millrace.venue.VenueScript.f;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FillAssumptionTest {
    private static VenueScript script(final FillAssumption assumption, final VenueConfig config) {
        return new VenueScript(assumption.of(config), new RateFees(0, 0));
    }

    @Test
    void shouldLeaveTheNeutralConfigurationAsItIs() {
        assertEquals(VenueConfig.defaults(), FillAssumption.NEUTRAL.of(VenueConfig.defaults()));
        for (final FillAssumption assumption : FillAssumption.values()) {
            final VenueConfig config = assumption.of(VenueConfig.defaults().withLatency(7, 8));
            assertTrue(config.validate().isEmpty(), config.validate().toString());
            assertEquals(f(0.1), config.fills().participationRate());
            assertEquals(7, config.orderLatencyNs());
        }
    }

    @Test
    void shouldReadOneBarInThreeWays() {
        final String[][] expected = {
            // At least 5 bps although none is configured; a touch is no fill.
            {"60s #1 FILL 1@100.05 left 0 TAKER"},
            {"60s #1 FILL 1@100 left 0 TAKER"},
            {"60s #1 FILL 1@100 left 0 TAKER", "120s #2 FILL 1@102 left 0 MAKER"},
        };
        for (final FillAssumption assumption : FillAssumption.values()) {
            script(assumption, VenueConfig.research())
                    .bar(100, 101, 99, 100)
                    .market(BUY, 1)
                    .limit(SELL, 1, 102)
                    .forget()
                    .bar(100, 102, 98, 100)
                    .expect(expected[assumption.ordinal()]);
        }
    }

    @Test
    void shouldDoubleWhatIsConfiguredAtThePessimisticEnd() {
        final SlippageModel model = new SlippageModel(f(0.01), f(0.5), f(0.02), f(0.001), 0);
        final String[] expected = {"@104", "@102", "@100"};
        for (final FillAssumption assumption : FillAssumption.values()) {
            final VenueScript script = script(assumption, VenueConfig.research().with(model));
            script.bar(100, 101, 99, 100).market(BUY, 1).forget().bar(100, 101, 99, 100);
            assertTrue(script.reports.get(0).contains(expected[assumption.ordinal()]), script.reports.toString());
        }
    }

    @Test
    void shouldStandInTheQueueAsAssumed() {
        final int[] fillsAfter = {3, 2, 1};
        for (final FillAssumption assumption : FillAssumption.values()) {
            final VenueScript script = script(assumption, VenueConfig.research())
                    .quote(99, 10, 101, 10)
                    .postOnly(BUY, 1, 99);
            script.forget();
            // Ten are ahead. Six of them leave; then prints of five at our price, which the queue takes first.
            script.quote(99, 4, 101, 10);
            int prints = 0;
            while (script.reports.isEmpty() && prints < 9) {
                script.trade(99, assumption == FillAssumption.NEUTRAL ? 2.5 : 5);
                prints++;
            }
            assertEquals(fillsAfter[assumption.ordinal()], prints, assumption.name());
        }
    }

    @Test
    void shouldStandBehindAShareOfTheDisplayedSize() {
        final FillRules half = new FillRules(0, false, f(0.5), true);
        new VenueScript(VenueConfig.research().with(half), new RateFees(0, 0))
                .quote(99, 10, 101, 10)
                .postOnly(BUY, 2, 99)
                .forget()
                .trade(99, 6)
                .expect("2s #1 FILL 1@99 left 1 MAKER");
    }
}
