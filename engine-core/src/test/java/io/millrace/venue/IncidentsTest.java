package io.millrace.venue;

import static io.millrace.event.codec.Side.BUY;
import static io.millrace.event.codec.Side.SELL;
import static io.millrace.venue.VenueScript.SECOND;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.TimeInForce;
import io.millrace.venue.Incident.Kind;
import org.junit.jupiter.api.Test;

/** The venue's bad days; bars are minutes, quotes and prints a second apart. */
class IncidentsTest {
    private static VenueScript during(final Kind kind, final long fromSecond, final long toSecond) {
        final Incident incident = new Incident(kind, Incident.EVERY, fromSecond * SECOND, toSecond * SECOND);
        return new VenueScript(VenueConfig.research().withScript(incident), new RateFees(0, 0));
    }

    @Test
    void shouldRejectNewOrdersAndServeTheOthers() {
        during(Kind.REJECT, 120, 180)
                .bar(100, 101, 99, 100)
                .limit(BUY, 1, 90)
                .limit(BUY, 1, 80)
                .forget()
                .bar(100, 101, 99, 100)
                .market(BUY, 1)
                .expect("120s #3 REJECTED VENUE_REFUSED")
                .cancel(2)
                .expect("120s #2 CANCELED BY_REQUEST")
                .bar(89, 91, 88, 89)
                .expect("120s #1 FILL 1@89 left 0 MAKER")
                .market(BUY, 1)
                .expect("180s #4 ACCEPTED");
    }

    @Test
    void shouldAnswerNothingDuringAnOutage() {
        during(Kind.OUTAGE, 60, 150)
                .advance(0)
                .limit(BUY, 1, 95)
                .expect("0s #1 ACCEPTED")
                .bar(100, 101, 99, 100)
                .market(SELL, 1)
                .expect()
                // The resting order trades all the same; nobody hears of it before the outage is over.
                .bar(100, 101, 94, 100)
                .expect()
                .bar(102, 103, 101, 102)
                .expect("150s #1 FILL 1@95 left 0 MAKER", "150s #2 ACCEPTED")
                // It arrived at 150 s, inside the bar that opened at 120 s.
                .bar(104, 105, 103, 104)
                .expect("180s #2 FILL 1@104 left 0 TAKER");
    }

    @Test
    void shouldPassOverBarsThatOverlapAHalt() {
        during(Kind.HALT, 100, 130)
                .bar(100, 101, 99, 100)
                .market(BUY, 1)
                .stop(SELL, 1, 95)
                .expect("60s #1 ACCEPTED", "60s #2 ACCEPTED")
                .bar(100, 101, 90, 91)
                .market(BUY, 1)
                .expect("120s #3 ACCEPTED")
                .bar(91, 92, 90, 91)
                .expect()
                .bar(93, 94, 92, 93)
                .expect(
                        "180s #1 FILL 1@93 left 0 TAKER",
                        "180s #2 TRIGGERED",
                        "180s #2 FILL 1@93 left 0 TAKER",
                        "180s #3 FILL 1@93 left 0 TAKER");
    }

    @Test
    void shouldHoldOrdersUntilTheFirstQuoteAfterAHalt() {
        final VenueScript script = during(Kind.HALT, 2, 5)
                .quote(99, 10, 101, 10)
                .limit(SELL, 1, 104)
                .forget()
                .quote(99, 10, 102, 10)
                .market(BUY, 2);
        script.send(script.fresh(BUY, OrderType.LIMIT)
                        .quantity(VenueScript.f(1))
                        .limitPrice(VenueScript.f(90))
                        .timeInForce(TimeInForce.IOC))
                .expect("2s #2 ACCEPTED", "2s #3 ACCEPTED")
                .quote(105, 10, 106, 10)
                .expect()
                .trade(110, 50)
                .expect()
                .quote(105, 10, 107, 10)
                .expect(
                        "5s #1 FILL 1@104 left 0 MAKER",
                        "5s #2 FILL 2@107 left 0 TAKER",
                        "5s #3 CANCELED NO_LIQUIDITY");
    }

    @Test
    void shouldRejectInAHaltThatIsSaidToReject() {
        during(Kind.HALT_REJECT, 60, 120)
                .bar(100, 101, 99, 100)
                .market(BUY, 1)
                .expect("60s #1 REJECTED HALTED")
                .bar(100, 101, 99, 100)
                .market(BUY, 1)
                .expect("120s #2 ACCEPTED");
    }

    @Test
    void shouldConcernOneInstrumentOnly() {
        final Incident other = new Incident(Kind.HALT_REJECT, 1, 0, 600 * SECOND);
        new VenueScript(VenueConfig.research().withScript(other), new RateFees(0, 0))
                .bar(100, 101, 99, 100)
                .market(BUY, 1)
                .bar(102, 103, 101, 102)
                .expect("60s #1 ACCEPTED", "60s #1 FILL 1@102 left 0 TAKER");
    }

    @Test
    void shouldWaitForTheLastOfSeveralOutages() {
        final VenueScript script = new VenueScript(
                VenueConfig.research()
                        .withScript(
                                new Incident(Kind.OUTAGE, Incident.EVERY, 30 * SECOND, 40 * SECOND),
                                new Incident(Kind.OUTAGE, Incident.EVERY, 0, 30 * SECOND)),
                new RateFees(0, 0));
        script.market(BUY, 1).advance(39).expect().advance(2).expect("40s #1 ACCEPTED");
    }

    @Test
    void shouldRefuseAnIncidentThatEndsBeforeItBegins() {
        assertThrows(IllegalArgumentException.class, () -> new Incident(Kind.HALT, Incident.EVERY, 5, 5));
    }
}
