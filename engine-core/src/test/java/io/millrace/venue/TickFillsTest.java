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
                .expect("1s #1 ACCEPTED", "1s #1 FILL 10@100 left 5 TAKER", "1s #1 FILL 5@100.5 left 0 TAKER")
                .market(BUY, 5)
                .expect("1s #2 ACCEPTED", "1s #2 FILL 5@101 left 0 TAKER")
                .quote(99, 10, 100, 10)
                .market(SELL, 4)
                .expect("2s #3 ACCEPTED", "2s #3 FILL 4@99 left 0 TAKER");
    }

    @Test
    void shouldWaitForASideThatIsNotQuoted() {
        final VenueScript script =
                research().quote(99, 10, 100, 0).market(BUY, 1).expect("1s #1 ACCEPTED");
        script.send(script.fresh(BUY, OrderType.MARKET).quantity(f(1)).timeInForce(TimeInForce.IOC))
                .expect("1s #2 ACCEPTED", "1s #2 CANCELED NO_LIQUIDITY")
                .quote(99, 10, 101, 5)
                .expect("2s #1 FILL 1@101 left 0 TAKER");
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
                .expect("1s #1 ACCEPTED", "1s #1 FILL 2@100 left 3 TAKER")
                .trade(100, 1)
                .expect("2s #1 FILL 1@100 left 2 MAKER")
                .postOnly(SELL, 1, 99)
                .expect("2s #2 REJECTED WOULD_CROSS");
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
                .expect("1s #1 ACCEPTED", "1s #1 FILL 2@101 left 1 TAKER")
                .limit(BUY, 1, 90)
                .forget()
                .trade(90, 100)
                .expect("2s #1 FILL 1@90.9 left 0 TAKER")
                .trade(89, 1)
                .expect("3s #2 FILL 1@90 left 0 MAKER");
    }

    @Test
    void shouldNeverOverspendWhenWalking() {
        new VenueScript(VenueConfig.research().withImpact(f(0.01)), new RateFees(0, 0), f(1))
                .quote(99, 10, 100, 10)
                .spend(1500)
                .expect("1s #1 ACCEPTED", "1s #1 FILL 10@100 left 5 TAKER", "1s #1 FILL 4@100.5 left 0 TAKER");
    }
}
