package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    @Test
    void shouldShowEverythingAnOperatorAsksFirst() throws IOException {
        String json = """
                {"state":"HALTED","mode":"paper","dryRun":false,"pid":7,"uptime":3725,"session":2,"step":1234567,
                "feedTime":"2026-01-05T00:00:00Z","markedAt":"2026-01-04T23:59:00Z",
                "equity":10015.2,"dailyPnl":-3.1,"drawdown":0.0123,
                "orders":12,"fills":9,
                "refused":[{"control":"MAX_ORDER_VALUE","count":7694,"last":"2026-01-05T00:00:00Z"}],
                "positions":[{"strategy":0,"symbol":"X","quantity":1.5},{"strategy":1,"symbol":"X","quantity":0}],
                "openOrders":[5,6],"kill":true,"trading":"KILLED","causes":["KILL_SWITCH"],
                "paused":[{"strategy":1,"name":"m","control":"DAILY_LOSS","until":"2026-01-06T00:00:00Z"}],
                "dailyLoss":"REDUCING at 0.02, HALTED at 0.03",
                "failed":[{"strategy":0,"name":"f"}],
                "feeds":[{"name":"h:1","state":"UP","read":1200,"journaled":1100,"alreadyJournaled":60,"conflated":30,
                "unsent":10,"missing":3}],"alert":"look","journal":"data/journal"}""";

        assertEquals("""
                state      HALTED
                mode       paper
                uptime     1:02:05, session 2, process 7
                journal    data/journal, step 1,234,567, feed time 2026-01-05T00:00:00Z
                equity     10,015.20, marked at 2026-01-04T23:59:00Z
                day P&L    -3.10 since midnight UTC
                drawdown   1.23 % below the highest equity
                positions  1.5 X in sleeve 0
                orders     2 working (5, 6), 12 sent, 9 fills
                refused    7,694 by MAX_ORDER_VALUE, last at 2026-01-05T00:00:00Z
                feeds      h:1 UP: 1,200 rows read, 1,100 journaled, 100 left out (60 already journaled), 3 missing
                breakers   KILLED by KILL_SWITCH
                daily loss REDUCING at 0.02, HALTED at 0.03, of the account at the day's begin
                paused     m in sleeve 1 by DAILY_LOSS until 2026-01-06T00:00:00Z
                failed     f in sleeve 0 threw something and is out of service, also after a restart on this journal; \
                its orders and positions stay
                kill       SET, until the command resume
                alert      look""", StatusTable.of(json));
    }

    @Test
    void shouldSayWhoHoldsTheKillSwitchAndWhoHasSeenAFailure() throws IOException {
        String json = """
                {"kill":true,"killAtStart":true,"failed":[{"strategy":0,"name":"f","acknowledged":true}]}""";
        String table = StatusTable.of(json);
        assertTrue(
                table.contains("kill       SET by kill.atStart; until a start without it, then the command resume"),
                table);
        assertTrue(table.contains("its orders and positions stay; acknowledged"), table);
        assertFalse(table.contains("daily loss"), table);
    }

    @Test
    void shouldSayThatNothingWasMarkedYet() throws IOException {
        String table = StatusTable.of("{\"equity\":540000,\"markedAt\":\"\"}");
        assertTrue(table.contains("equity     540,000.00, not marked yet\n"), table);
    }

    @Test
    void shouldRefuseWhatIsNoObject() {
        assertThrows(IOException.class, () -> StatusTable.of("[1]"));
    }
}
