package io.millrace.venue;

import static io.millrace.event.codec.Side.BUY;
import static io.millrace.event.codec.Side.SELL;
import static io.millrace.venue.VenueScript.SECOND;
import static io.millrace.venue.VenueScript.f;
import static io.millrace.venue.VenueScript.research;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.TimeInForce;
import org.junit.jupiter.api.Test;

class BarFillsTest {
    private static VenueScript after(final VenueConfig config) {
        return new VenueScript(config, new RateFees(0, 0)).bar(100, 101, 99, 100);
    }

    private static VenueScript afterOneBar() {
        return research().bar(100, 101, 99, 100);
    }

    @Test
    void shouldFillMarketAtTheNextOpenWithTheOpensTime() {
        afterOneBar()
                .market(BUY, 2)
                .expect("60s #1 ACCEPTED")
                .bar(103, 104, 102, 103)
                .expect("60s #1 FILL 2@103 left 0 TAKER");
    }

    @Test
    void shouldSlipAgainstTheOrder() {
        after(VenueConfig.research().withSlippage(f(0.01)))
                .market(BUY, 1)
                .market(SELL, 1)
                .forget()
                .bar(200, 210, 190, 200)
                .expect("60s #1 FILL 1@202 left 0 TAKER", "60s #2 FILL 1@198 left 0 TAKER");
    }

    @Test
    void shouldNotUseABarThatWasRunningAtArrival() {
        after(VenueConfig.research().withLatency(5 * SECOND, 2 * SECOND))
                .market(BUY, 1)
                .bar(103, 104, 102, 103)
                .expect("67s #1 ACCEPTED")
                .bar(105, 106, 104, 105)
                .expect("122s #1 FILL 1@105 left 0 TAKER");
    }

    @Test
    void shouldFillLimitOnlyWhenTradedThrough() {
        afterOneBar()
                .limit(BUY, 1, 98)
                .forget()
                .bar(100, 101, 98, 99)
                .expect()
                .bar(99, 100, 97.5, 99)
                .expect("180s #1 FILL 1@98 left 0 MAKER");
        after(VenueConfig.research().withFillOnTouch(true))
                .limit(SELL, 1, 102)
                .forget()
                .bar(100, 102, 98, 99)
                .expect("120s #1 FILL 1@102 left 0 MAKER");
    }

    @Test
    void shouldFillLimitAtTheOpenWhenItGapsThrough() {
        afterOneBar().limit(BUY, 1, 98).forget().bar(95, 96, 94, 95).expect("60s #1 FILL 1@95 left 0 TAKER");
        afterOneBar()
                .limit(SELL, 1, 105)
                .forget()
                .bar(100, 101, 99, 100)
                .bar(107, 108, 106, 107)
                .expect("120s #1 FILL 1@107 left 0 MAKER");
    }

    @Test
    void shouldRejectPostOnlyThatWouldTake() {
        afterOneBar()
                .postOnly(BUY, 1, 100.5)
                .expect("60s #1 REJECTED WOULD_CROSS")
                .postOnly(BUY, 1, 100)
                .expect("60s #2 ACCEPTED")
                .bar(99, 100, 98, 99)
                .expect("60s #2 FILL 1@99 left 0 MAKER");
    }

    @Test
    void shouldTriggerStopsAtTheStopAndAtTheOpenWhenGapped() {
        afterOneBar()
                .stop(SELL, 1, 95)
                .forget()
                .bar(100, 101, 96, 99)
                .expect()
                .bar(99, 100, 95, 99)
                .expect("180s #1 TRIGGERED", "180s #1 FILL 1@95 left 0 TAKER");
        afterOneBar()
                .stop(BUY, 1, 105)
                .forget()
                .bar(108, 109, 104, 105)
                .expect("60s #1 TRIGGERED", "60s #1 FILL 1@108 left 0 TAKER");
    }

    @Test
    void shouldFillStopLimitInItsTriggerBarOnlyIfTheCloseProvesIt() {
        afterOneBar()
                .stopLimit(BUY, 1, 105, 104)
                .forget()
                .bar(100, 106, 99, 105)
                .expect("120s #1 TRIGGERED")
                .bar(105, 106, 103, 105)
                .expect("180s #1 FILL 1@104 left 0 MAKER");
        afterOneBar()
                .stopLimit(BUY, 1, 105, 110)
                .forget()
                .bar(100, 106, 99, 103)
                .expect("120s #1 TRIGGERED", "120s #1 FILL 1@106 left 0 TAKER");
        afterOneBar()
                .stopLimit(SELL, 1, 95, 94)
                .forget()
                .bar(93, 96, 92, 95)
                .expect("60s #1 TRIGGERED", "120s #1 FILL 1@94 left 0 MAKER");
    }

    @Test
    void shouldFillStopBeforeTargetAndCancelTheSibling() {
        final VenueScript script = afterOneBar();
        script.send(script.fresh(SELL, OrderType.LIMIT)
                        .quantity(f(1))
                        .limitPrice(f(105))
                        .ocoGroup(7))
                .send(script.fresh(SELL, OrderType.STOP)
                        .quantity(f(1))
                        .stopPrice(f(95))
                        .ocoGroup(7))
                .forget()
                .bar(100, 106, 94, 100)
                .expect("120s #2 TRIGGERED", "120s #2 FILL 1@95 left 0 TAKER", "120s #1 CANCELED OCO_SIBLING")
                .bar(100, 120, 80, 100)
                .expect();
    }

    @Test
    void shouldNotFillTheTargetWhileItsStopLimitIsUncertain() {
        final VenueScript script = afterOneBar();
        script.send(script.fresh(SELL, OrderType.LIMIT)
                        .quantity(f(1))
                        .limitPrice(f(105))
                        .ocoGroup(7))
                .send(script.fresh(SELL, OrderType.STOP_LIMIT)
                        .quantity(f(1))
                        .stopPrice(f(95))
                        .limitPrice(f(95))
                        .ocoGroup(7))
                .forget()
                .bar(100, 106, 94, 94)
                .expect("120s #2 TRIGGERED")
                .bar(96, 97, 90, 91)
                .expect("120s #2 FILL 1@96 left 0 MAKER", "120s #1 CANCELED OCO_SIBLING");
    }

    @Test
    void shouldCancelWhatAnImmediateOrderDoesNotGetAtTheOpen() {
        final VenueScript script = after(VenueConfig.research().withParticipation(f(0.1)));
        script.send(script.fresh(BUY, OrderType.LIMIT)
                        .quantity(f(1))
                        .limitPrice(f(98))
                        .timeInForce(TimeInForce.IOC))
                .send(script.fresh(BUY, OrderType.MARKET).quantity(f(5)).timeInForce(TimeInForce.IOC))
                .forget()
                .bar(100, 101, 90, 100, 30)
                .expect(
                        "60s #2 FILL 3@100 left 2 TAKER",
                        "60s #2 CANCELED NO_LIQUIDITY",
                        "60s #1 CANCELED NO_LIQUIDITY");
    }

    @Test
    void shouldCarryOverWhatTheParticipationCapLeaves() {
        after(VenueConfig.research().withParticipation(f(0.1)))
                .market(SELL, 5)
                .forget()
                .bar(100, 101, 99, 100, 20)
                .expect("60s #1 FILL 2@100 left 3 TAKER")
                .bar(90, 101, 89, 100, 0)
                .expect()
                .bar(80, 101, 79, 100, 100)
                .expect("180s #1 FILL 3@80 left 0 TAKER");
    }

    @Test
    void shouldSpendAllCashIncludingTheFee() {
        new VenueScript(VenueConfig.research(), RateFees.ofBps(10), f(1), f(1))
                .bar(100, 101, 99, 100)
                .spend(1001)
                .forget()
                .bar(100, 101, 99, 100)
                .expect("60s #1 FILL 10@100 left 0 TAKER fee 1")
                .spend(1000.99999999)
                .forget()
                .bar(100, 101, 99, 100)
                .expect("120s #2 FILL 9@100 left 0 TAKER fee 0.9")
                .spend(50)
                .forget()
                .bar(100, 101, 99, 100)
                .expect("180s #3 CANCELED INSUFFICIENT_FUNDS");
    }

    @Test
    void shouldExpireDayOrdersAtMidnightButMatchTheBarThatEndsThen() {
        final VenueScript script = research();
        script.barTo(86_340 * SECOND, 100, 101, 99, 100, 1);
        script.send(script.fresh(BUY, OrderType.LIMIT)
                        .quantity(f(1))
                        .limitPrice(f(95))
                        .timeInForce(TimeInForce.DAY))
                .send(script.fresh(BUY, OrderType.LIMIT)
                        .quantity(f(1))
                        .limitPrice(f(90))
                        .timeInForce(TimeInForce.DAY))
                .forget()
                .bar(100, 101, 94, 95)
                .expect("86400s #1 FILL 1@95 left 0 MAKER")
                .bar(80, 81, 79, 80)
                .expect("86400s #2 EXPIRED SESSION_CLOSE");
    }

    @Test
    void shouldAnswerCancels() {
        afterOneBar()
                .limit(BUY, 1, 98)
                .cancel(1)
                .expect("60s #1 ACCEPTED", "60s #1 CANCELED BY_REQUEST")
                .cancel(1)
                .expect("60s #1 CANCEL_REJECTED TOO_LATE")
                .cancel(77)
                .expect("60s #77 CANCEL_REJECTED UNKNOWN_ORDER");
    }

    @Test
    void shouldAnswerALateCancelAfterTheFillOfItsBar() {
        after(VenueConfig.research().withLatency(5 * SECOND, 0))
                .limit(BUY, 1, 98)
                .bar(100, 101, 99, 100)
                .forget()
                .cancel(1)
                .bar(100, 101, 97, 100)
                .expect("180s #1 FILL 1@98 left 0 MAKER", "180s #1 CANCEL_REJECTED TOO_LATE");
    }

    @Test
    void shouldRejectAtTheLimitAndStillTakeCancels() {
        after(VenueConfig.research().withLimits(2, 64))
                .limit(BUY, 1, 90)
                .limit(BUY, 1, 91)
                .forget()
                .limit(BUY, 1, 92)
                .expect("60s #3 REJECTED BOOK_FULL")
                .cancel(1)
                .expect("60s #1 CANCELED BY_REQUEST")
                .limit(BUY, 1, 92)
                .expect("60s #4 ACCEPTED");
    }

    @Test
    void shouldRejectUnusableOrdersAndIgnoreRepeatedOnes() {
        final VenueScript script = new VenueScript(VenueConfig.research(), new RateFees(0, 0), f(1), f(1));
        script.advance(0)
                .market(BUY, 0.5)
                .limit(BUY, 1, 0)
                .expect("0s #1 REJECTED BELOW_MINIMUM", "0s #2 REJECTED BELOW_MINIMUM");
        script.send(script.fresh(BUY, OrderType.MARKET).quantity(f(1)).instrument(9))
                .expect("0s #3 REJECTED NO_LIQUIDITY");
        script.send(script.fresh(BUY, OrderType.MARKET).quantity(f(1)))
                .send(script.fresh(BUY, OrderType.MARKET).orderId(4).quantity(f(1)))
                .bar(10, 11, 9, 10)
                .expect("0s #4 ACCEPTED", "0s #4 FILL 1@10 left 0 TAKER");
    }
}
