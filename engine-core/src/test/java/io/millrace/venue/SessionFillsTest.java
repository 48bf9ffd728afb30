package io.millrace.venue;

import static io.millrace.event.codec.Side.BUY;
import static io.millrace.event.codec.Side.SELL;
import static io.millrace.venue.VenueScript.f;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.CorporateAction;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A share around the weekend on which daylight saving time ended: Friday closed at 20:00 UTC, Monday opens at 14:30.
 * */
class SessionFillsTest {
    private static final TradingCalendar NYSE = CalendarRegistry.find(CalendarRegistry.NYSE);
    private static final long FRIDAY_NOON = ns("2024-11-01T16:00:00Z");
    private static final long FRIDAY_CLOSE = ns("2024-11-01T20:00:00Z");
    private static final long MONDAY_OPEN = ns("2024-11-04T14:30:00Z");
    private static final long MONDAY_CLOSE = ns("2024-11-04T21:00:00Z");

    private final SessionClock sessions = new CalendarSessions(new TradingCalendar[] {NYSE, NYSE});
    private VenueScript script;

    @BeforeEach
    void open() {
        script = new VenueScript(VenueConfig.research(), new RateFees(0, 0), sessions);
        script.nowNs = FRIDAY_NOON;
    }

    @Test
    void shouldFillAtTheNextSessionsOpenWhatWasDecidedOnTheClose() {
        script.barTo(FRIDAY_CLOSE, 100, 101, 99, 100, 1_000).market(BUY, 1).expect(at(FRIDAY_CLOSE) + "#1 ACCEPTED");
        script.nowNs = MONDAY_OPEN;
        script.barTo(MONDAY_CLOSE, 105, 106, 104, 106, 1_000).expect(at(MONDAY_OPEN) + "#1 FILL 1@105 left 0 TAKER");
    }

    @Test
    void shouldFillNothingFromBarsBetweenSessions() {
        script.barTo(FRIDAY_CLOSE, 100, 101, 99, 100, 1_000)
                .market(BUY, 1)
                .limit(BUY, 1, 90)
                .forget()
                .bar(95, 96, 80, 95)
                .expect();
        script.nowNs = MONDAY_OPEN - 30 * VenueScript.SECOND;
        script.bar(97, 98, 96, 97).expect(at(MONDAY_OPEN - 30 * VenueScript.SECOND) + "#1 FILL 1@97 left 0 TAKER");
    }

    @Test
    void shouldExpireDayOrdersAtTheCloseOfTheirSession() {
        dayLimit(99.5);
        script.barTo(FRIDAY_CLOSE, 100, 101, 99, 100, 1_000);
        dayLimit(98.5);
        script.expect(
                at(FRIDAY_NOON) + "#1 ACCEPTED",
                at(FRIDAY_CLOSE) + "#1 FILL 1@99.5 left 0 MAKER",
                at(FRIDAY_CLOSE) + "#2 ACCEPTED");
        script.nowNs = MONDAY_OPEN;
        script.barTo(MONDAY_CLOSE, 100, 101, 99, 100, 1_000).expect();
        script.advance(1).expect(at(MONDAY_CLOSE) + "#2 EXPIRED SESSION_CLOSE");
    }

    @Test
    void shouldLetOrdersWaitForTheFirstQuoteOfTheSession() {
        script.quote(99, 10, 100, 10);
        script.nowNs = FRIDAY_CLOSE;
        script.advance(0);
        script.market(BUY, 2).stop(SELL, 1, 98);
        ioc();
        script.expect(
                at(FRIDAY_CLOSE) + "#1 ACCEPTED",
                at(FRIDAY_CLOSE) + "#2 ACCEPTED",
                at(FRIDAY_CLOSE) + "#3 ACCEPTED",
                at(FRIDAY_CLOSE) + "#3 CANCELED NO_LIQUIDITY");
        script.quote(50, 10, 51, 10).trade(50, 10).expect();
        script.nowNs = MONDAY_OPEN;
        script.advance(0);
        script.market(BUY, 1).expect(at(MONDAY_OPEN) + "#4 ACCEPTED");
        script.trade(101, 5).expect();
        script.quote(101, 10, 102, 10)
                .expect(
                        at(script.nowNs) + "#1 FILL 2@102 left 0 TAKER",
                        at(script.nowNs) + "#4 FILL 1@102 left 0 TAKER");
    }

    @Test
    void shouldLetOrdersWaitForTheFirstTradeOfTheSession() {
        script.trade(100, 10);
        script.nowNs = FRIDAY_CLOSE - 2 * VenueScript.SECOND;
        script.advance(0);
        script.market(BUY, 1).expect(at(script.nowNs) + "#1 ACCEPTED");
        script.trade(100, 10).expect(at(script.nowNs) + "#1 FILL 1@100 left 0 TAKER");
        script.nowNs = FRIDAY_CLOSE;
        script.advance(0);
        script.market(BUY, 1).trade(90, 10).expect(at(FRIDAY_CLOSE) + "#2 ACCEPTED");
        script.nowNs = MONDAY_OPEN;
        script.advance(0);
        script.market(BUY, 1)
                .trade(103, 10)
                .expect(
                        at(MONDAY_OPEN) + "#3 ACCEPTED",
                        at(script.nowNs) + "#2 FILL 1@103 left 0 TAKER",
                        at(script.nowNs) + "#3 FILL 1@103 left 0 TAKER");
    }

    /** Split 3:2 on Monday: live orders, one below a lot after it, one for cash, and one sent before that arrives
     * after. */
    @Test
    void shouldPutOrdersIntoNewUnitsAtASplit() {
        final Instrument share = Instrument.builder(0, "X")
                .calendar("NYSE")
                .actions(CorporateAction.split(LocalDate.of(2024, 11, 4), 3, 2))
                .build();
        final ActionSchedule actions = new ActionSchedule(InstrumentTable.of(List.of(share)));
        script = new VenueScript(
                VenueConfig.research().withLatency(VenueScript.SECOND, 0),
                new RateFees(0, 0),
                sessions,
                actions,
                10 * Fixed.ONE);
        script.nowNs = FRIDAY_CLOSE - 60 * VenueScript.SECOND;
        script.limit(BUY, 70, 60).limit(SELL, 70, 99).spend(1_000).advance(60);
        script.forget();
        script.nowNs = MONDAY_OPEN - VenueScript.SECOND / 2;
        script.market(SELL, 30);
        script.nowNs = MONDAY_OPEN + VenueScript.SECOND;
        script.barTo(MONDAY_CLOSE, 50, 67, 39, 50, 1_000)
                .expect(
                        MONDAY_OPEN / VenueScript.SECOND + ".5s #4 ACCEPTED",
                        at(MONDAY_OPEN + VenueScript.SECOND) + "#3 FILL 20@50 left 0 TAKER",
                        at(MONDAY_OPEN + VenueScript.SECOND) + "#4 FILL 40@50 left 0 TAKER",
                        at(MONDAY_CLOSE) + "#1 FILL 100@40 left 0 MAKER",
                        at(MONDAY_CLOSE) + "#2 FILL 100@66 left 0 MAKER");
    }

    @Test
    void shouldCancelAnOrderThatASplitLeavesNoLotOf() {
        final Instrument share = Instrument.builder(0, "X")
                .calendar("NYSE")
                .actions(CorporateAction.split(LocalDate.of(2024, 11, 4), 1, 20))
                .build();
        script = new VenueScript(
                VenueConfig.research(),
                new RateFees(0, 0),
                sessions,
                new ActionSchedule(InstrumentTable.of(List.of(share))),
                Fixed.ONE);
        script.nowNs = FRIDAY_CLOSE;
        script.advance(0).limit(BUY, 10, 60).limit(BUY, 20, 60).forget();
        script.nowNs = MONDAY_OPEN;
        script.advance(0).expect(at(MONDAY_OPEN) + "#1 CANCELED BELOW_MINIMUM");
    }

    /** Four of ten have filled; the new terms, ten old ones whole, reach the venue before and after the split. */
    @Test
    void shouldReplaceInNewUnitsAfterASplit() {
        final Instrument share = Instrument.builder(0, "X")
                .calendar("NYSE")
                .actions(CorporateAction.split(LocalDate.of(2024, 11, 4), 4, 1))
                .build();
        script = new VenueScript(
                VenueConfig.research().withLatency(VenueScript.SECOND, 0),
                new RateFees(0, 0),
                sessions,
                new ActionSchedule(InstrumentTable.of(List.of(share))),
                Fixed.ONE);
        script.nowNs = FRIDAY_CLOSE - 60 * VenueScript.SECOND;
        script.limit(SELL, 10, 400).advance(60).forget();
        script.nowNs = MONDAY_OPEN - VenueScript.SECOND / 2;
        script.replace(1, 10, 420);
        script.nowNs = MONDAY_OPEN + VenueScript.SECOND;
        script.advance(0).expect(MONDAY_OPEN / VenueScript.SECOND + ".5s #1 REPLACED");
        script.replace(1, 40, 110).advance(1);
        script.forget();
        script.barTo(MONDAY_CLOSE, 100, 111, 99, 100, 1_000).expect(at(MONDAY_CLOSE) + "#1 FILL 40@110 left 0 MAKER");
    }

    @Test
    void shouldNotFillNewTermsFromTheTouchOfASessionGoneBy() {
        script.nowNs = FRIDAY_CLOSE - 60 * VenueScript.SECOND;
        script.quote(99, 10, 101, 10).limit(BUY, 5, 98).forget();
        script.nowNs = FRIDAY_CLOSE + 1_800 * VenueScript.SECOND;
        script.advance(0).replace(1, 5, 102).expect(at(script.nowNs) + "#1 REPLACED");
        script.nowNs = MONDAY_OPEN;
        script.quote(100, 10, 101.5, 10).expect(at(script.nowNs) + "#1 FILL 5@101.5 left 0 TAKER");
    }

    @Test
    void shouldNotKeepAnImmediateOrderForTheNextSessionsBar() {
        script.nowNs = FRIDAY_CLOSE + VenueScript.SECOND;
        script.advance(0);
        script.send(script.fresh(BUY, OrderType.MARKET).quantity(f(1)).timeInForce(TimeInForce.FOK))
                .expect(at(script.nowNs) + "#1 ACCEPTED", at(script.nowNs) + "#1 CANCELED NO_LIQUIDITY");
    }

    @Test
    void shouldKnowWhenAMarketPauses() {
        assertFalse(sessions.pauses(0, FRIDAY_NOON, FRIDAY_CLOSE - 1));
        assertTrue(sessions.pauses(0, FRIDAY_NOON, FRIDAY_CLOSE));
        assertTrue(sessions.pauses(0, FRIDAY_NOON, MONDAY_OPEN));
        assertTrue(sessions.pauses(0, MONDAY_OPEN - 1, MONDAY_OPEN));
        assertTrue(sessions.overlaps(0, FRIDAY_CLOSE - 1, FRIDAY_CLOSE + 1));
        assertFalse(sessions.overlaps(0, FRIDAY_CLOSE, MONDAY_OPEN));
        assertTrue(sessions.overlaps(0, FRIDAY_CLOSE, MONDAY_OPEN + 1));
        final SessionClock always =
                new CalendarSessions(new TradingCalendar[] {CalendarRegistry.find(CalendarRegistry.ALWAYS_OPEN)});
        assertFalse(always.pauses(0, FRIDAY_NOON, MONDAY_CLOSE));
    }

    private void dayLimit(final double price) {
        script.send(script.fresh(BUY, OrderType.LIMIT)
                .quantity(f(1))
                .limitPrice(f(price))
                .timeInForce(TimeInForce.DAY));
    }

    private void ioc() {
        script.send(script.fresh(BUY, OrderType.MARKET).quantity(f(1)).timeInForce(TimeInForce.IOC));
    }

    private static String at(final long timeNs) {
        return timeNs / VenueScript.SECOND + "s ";
    }

    private static long ns(final String instant) {
        return Instant.parse(instant).getEpochSecond() * VenueScript.SECOND;
    }
}
