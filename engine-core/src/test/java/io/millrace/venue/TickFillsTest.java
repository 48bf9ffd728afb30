package io.millrace.venue;

import static io.millrace.event.codec.Side.BUY;
import static io.millrace.event.codec.Side.SELL;
import static io.millrace.venue.VenueScript.f;
import static io.millrace.venue.VenueScript.research;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.TimeInForce;
import org.junit.jupiter.api.Test;

class TickFillsTest {
    @Test
    void shouldTakeTheTouchThenWalkByTheImpact() {
        new VenueScript(VenueConfig.research().withImpact(f(0.01)), new RateFees(0, 0))
                .quote(99, 10, 100, 10)
                .market(BUY, 15)
                .market(BUY, 5)
                .expect("1s #1 ACCEPTED", "1s #2 ACCEPTED")
                .quote(99, 10, 100, 10)
                .expect(
                        "2s #1 FILL 10@100 left 5 TAKER",
                        "2s #1 FILL 5@100.5 left 0 TAKER",
                        "2s #2 FILL 5@101 left 0 TAKER")
                .market(SELL, 4)
                .expect("2s #3 ACCEPTED")
                .quote(99, 10, 100, 10)
                .expect("3s #3 FILL 4@99 left 0 TAKER");
    }

    @Test
    void shouldWaitForASideThatIsNotQuoted() {
        final VenueScript script =
                research().quote(99, 10, 100, 0).market(BUY, 1).expect("1s #1 ACCEPTED");
        script.send(script.fresh(BUY, OrderType.MARKET).quantity(f(1)).timeInForce(TimeInForce.IOC))
                .expect("1s #2 ACCEPTED")
                .quote(99, 10, 100, 0)
                .expect("2s #2 CANCELED NO_LIQUIDITY")
                .quote(99, 10, 101, 5)
                .expect("3s #1 FILL 1@101 left 0 TAKER");
    }

    @Test
    void shouldQueueBehindTheDisplayedSize() {
        research()
                .quote(99, 10, 100, 10)
                .limit(BUY, 3, 99)
                .forget()
                .trade(99, 6)
                .expect()
                .trade(99, 5)
                .expect("3s #1 FILL 1@99 left 2 MAKER")
                .trade(99, 1)
                .expect("4s #1 FILL 1@99 left 1 MAKER")
                .trade(98, 0.1)
                .expect("5s #1 FILL 1@99 left 0 MAKER");
    }

    @Test
    void shouldShareOnePrintAmongOwnOrders() {
        research()
                .quote(99, 10, 101, 10)
                .limit(BUY, 3, 100)
                .limit(BUY, 3, 100)
                .forget()
                .trade(100, 4)
                .expect("2s #1 FILL 3@100 left 0 MAKER", "2s #2 FILL 1@100 left 2 MAKER");
    }

    @Test
    void shouldLearnTheQueueWhenTheTouchArrives() {
        research()
                .quote(99, 10, 100, 10)
                .limit(BUY, 1, 98)
                .forget()
                .trade(98, 50)
                .expect()
                .quote(98, 4, 99, 10)
                .quote(98, 2, 99, 10)
                .trade(98, 2)
                .expect()
                .trade(98, 1)
                .expect("6s #1 FILL 1@98 left 0 MAKER");
    }

    @Test
    void shouldFillWhenTheOppositeQuoteMovesThrough() {
        research()
                .quote(99, 10, 101, 10)
                .limit(BUY, 5, 100)
                .forget()
                .quote(99, 10, 100, 10)
                .expect()
                .quote(98, 10, 99.5, 1)
                .expect("3s #1 FILL 5@100 left 0 MAKER");
    }

    @Test
    void shouldTakeWithAMarketableLimitAndRestWithTheRemainder() {
        research()
                .quote(99, 10, 100, 2)
                .limit(BUY, 5, 100)
                .expect("1s #1 ACCEPTED")
                .quote(99, 10, 100, 2)
                .expect("2s #1 FILL 2@100 left 3 TAKER")
                .trade(100, 1)
                .expect("3s #1 FILL 1@100 left 2 MAKER")
                .postOnly(SELL, 1, 99)
                .expect("3s #2 REJECTED WOULD_CROSS");
    }

    @Test
    void shouldTriggerStopsByPrintOrOppositeTouch() {
        research()
                .quote(99, 10, 100, 10)
                .stop(SELL, 1, 98)
                .stop(BUY, 1, 102)
                .forget()
                .trade(98, 1)
                .expect("2s #1 TRIGGERED", "2s #1 FILL 1@99 left 0 TAKER")
                .quote(101, 10, 102, 10)
                .expect("3s #2 TRIGGERED", "3s #2 FILL 1@102 left 0 TAKER");
    }

    @Test
    void shouldTradeAgainstPrintsWithoutQuotes() {
        new VenueScript(VenueConfig.research().withParticipation(f(0.1)).withSlippage(f(0.01)), new RateFees(0, 0))
                .trade(100, 20)
                .market(BUY, 3)
                .expect("1s #1 ACCEPTED")
                .trade(100, 20)
                .expect("2s #1 FILL 2@101 left 1 TAKER")
                .limit(BUY, 1, 90)
                .forget()
                .trade(90, 100)
                .expect("3s #1 FILL 1@90.9 left 0 TAKER")
                .trade(89, 1)
                .expect("4s #2 FILL 1@90 left 0 MAKER");
    }

    @Test
    void shouldNeverOverspendWhenWalking() {
        new VenueScript(VenueConfig.research().withImpact(f(0.01)), new RateFees(0, 0), f(1))
                .quote(99, 10, 100, 10)
                .spend(1500)
                .expect("1s #1 ACCEPTED")
                .quote(99, 10, 100, 10)
                .expect("2s #1 FILL 10@100 left 5 TAKER", "2s #1 FILL 4@100.5 left 0 TAKER");
    }

    /** A print is a trade of others, over when it is known: no order can have been part of it. */
    @Test
    void shouldNotTradeWithThePrintThatAnOrderWasDecidedOn() {
        research()
                .trade(100, 5)
                .market(BUY, 1)
                .expect("1s #1 ACCEPTED")
                .trade(107, 5)
                .expect("2s #1 FILL 1@107 left 0 TAKER");
    }

    /** With a delay the order is still later than the print: the next one it is. */
    @Test
    void shouldNotTradeWithAPrintThatIsOverWhenTheOrderArrives() {
        new VenueScript(VenueConfig.research().withLatency(VenueScript.SECOND / 2, 0), new RateFees(0, 0))
                .trade(100, 5)
                .market(BUY, 1)
                .trade(107, 5)
                .expect("1.5s #1 ACCEPTED", "2s #1 FILL 1@107 left 0 TAKER");
    }

    @Test
    void shouldTakeTheFirstQuoteAfterPrintsAlone() {
        research().trade(100, 5).market(BUY, 1).forget().quote(99, 10, 103, 10).expect("2s #1 FILL 1@103 left 0 TAKER");
    }

    /** The quote an order was decided on may be gone; the next event says whether it still stands. */
    @Test
    void shouldNotTakeTheQuoteThatAnOrderWasDecidedOn() {
        research()
                .quote(99, 10, 100, 10)
                .market(BUY, 1)
                .expect("1s #1 ACCEPTED")
                .quote(99, 10, 104, 10)
                .expect("2s #1 FILL 1@104 left 0 TAKER");
    }

    @Test
    void shouldTakeTheStandingQuoteAtAPrintAfterTheDecision() {
        research()
                .quote(99, 10, 100, 10)
                .market(BUY, 1)
                .forget()
                .trade(100.5, 1)
                .expect("2s #1 FILL 1@100 left 0 TAKER");
    }

    /** With a delay the quote has stood for as long: it is there to be taken. */
    @Test
    void shouldTakeTheQuoteThatStandsWhenADelayedOrderArrives() {
        new VenueScript(VenueConfig.research().withLatency(VenueScript.SECOND / 2, 0), new RateFees(0, 0))
                .quote(99, 10, 100, 10)
                .market(BUY, 1)
                .quote(99, 10, 104, 10)
                .expect("1.5s #1 ACCEPTED", "1.5s #1 FILL 1@100 left 0 TAKER");
    }

    /** It would have taken, so it pays as a taker; the price is the print's, which is better than asked. */
    @Test
    void shouldTakeTheNextPrintWithAMarketableLimit() {
        research()
                .trade(100, 5)
                .limit(BUY, 1, 101)
                .expect("1s #1 ACCEPTED")
                .trade(99, 5)
                .expect("2s #1 FILL 1@99 left 0 TAKER");
    }

    @Test
    void shouldRestWithALimitThatTheNextPrintMovedAwayFrom() {
        research()
                .trade(100, 5)
                .limit(BUY, 1, 101)
                .forget()
                .trade(103, 5)
                .expect()
                .trade(100, 5)
                .expect("3s #1 FILL 1@101 left 0 MAKER");
    }

    @Test
    void shouldCancelAnImmediateLimitThatTheNextPrintMovedAwayFrom() {
        final VenueScript script = research().trade(100, 5);
        script.send(script.fresh(BUY, OrderType.LIMIT)
                        .quantity(f(1))
                        .limitPrice(f(101))
                        .timeInForce(TimeInForce.IOC))
                .expect("1s #1 ACCEPTED")
                .trade(103, 5)
                .expect("2s #1 CANCELED NO_LIQUIDITY");
    }

    /** The print that triggers a stop was between others: the stop trades after it. */
    @Test
    void shouldTradeAStopAfterThePrintThatTriggersIt() {
        research()
                .trade(100, 5)
                .stop(SELL, 1, 95)
                .forget()
                .trade(94, 5)
                .expect("2s #1 TRIGGERED")
                .trade(90, 5)
                .expect("3s #1 FILL 1@90 left 0 TAKER");
    }

    @Test
    void shouldMatchOnTheShortestBarsAlone() {
        final VenueScript script =
                research().bar(100, 100, 100, 100).limit(BUY, 1, 95).forget();
        for (int minute = 0; minute < 5; minute++) {
            script.bar(100, 100, 99, 100);
        }
        script.barOf(300, 100, 100, 90, 100).expect();
        script.bar(100, 100, 90, 100).expect("420s #1 FILL 1@95 left 0 MAKER");
    }
}
