package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.Messages;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;
import io.millrace.schedule.EvaluationTimes;
import io.millrace.schedule.Job;
import io.millrace.schedule.Schedule;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Which event a recovery gets, and that the feed loses and changes nothing by it. */
class EventUnderWayTest {
    private static final long HOUR = 3_600_000_000_000L;

    /** Ticks at these times, all in one buffer. */
    private static final class Ticks implements InputSource {
        private final RowWriter row = new RowWriter(1);
        private final long[] times;
        private int next;

        Ticks(long... times) {
            this.times = times;
        }

        @Override
        public boolean advance() {
            if (next == times.length) {
                return false;
            }
            row.tick(times[next], times[next]);
            next++;
            return true;
        }

        @Override
        public boolean exhausted() {
            return next == times.length;
        }

        @Override
        public DirectBuffer buffer() {
            return row.buffer();
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return row.length();
        }
    }

    private static EventUnderWay event(long lastRow, long lastStep, long... rows) {
        Schedule hourly =
                new Schedule("hourly", after -> Math.floorDiv(after, HOUR) * HOUR + HOUR, "hourly", Job.EVALUATE, true);
        return new EventUnderWay(
                new Ticks(rows),
                () -> new EvaluationTimes(List.of(hourly), id -> Long.MIN_VALUE, lastRow),
                lastStep,
                EngineDoor.commandId(2, 1));
    }

    private static long time(InputSource source) {
        return InputMessage.receiveTimeNs(source.buffer(), source.offset());
    }

    private static boolean isQuestion(InputSource source) {
        return Messages.templateId(source.buffer(), source.offset()) == CommandDecoder.TEMPLATE_ID;
    }

    @Test
    void shouldGiveTheQuestionThatWasDueBeforeTheRow() {
        EventUnderWay event = event(5 * HOUR + 1, 5 * HOUR + 9, 6 * HOUR + 1, 6 * HOUR + 2);
        assertTrue(event.advance());
        assertTrue(isQuestion(event));
        assertEquals(6 * HOUR, time(event));
        assertEquals(7 * HOUR, event.asked().nextNs());
        InputSource rest = event.rest();
        assertTrue(rest.advance());
        assertEquals(6 * HOUR + 1, time(rest));
        assertTrue(rest.advance());
        assertEquals(6 * HOUR + 2, time(rest));
        assertFalse(rest.advance());
        assertTrue(isQuestion(event), "the feed changed it");
    }

    @Test
    void shouldGiveTheRowAndLeaveTheNextToTheFeed() {
        EventUnderWay event = event(5 * HOUR + 1, 5 * HOUR + 9, 5 * HOUR + 10, 6 * HOUR + 2);
        assertTrue(event.advance());
        assertNull(event.asked());
        assertEquals(5 * HOUR + 10, time(event));
        assertTrue(event.rest().advance());
        assertEquals(6 * HOUR + 2, time(event.rest()));
    }

    /** A live feed keeps a row before the engine sees it, but a question comes before its row. */
    @Test
    void shouldGiveTheQuestionWhereNoRowIsKept() {
        EventUnderWay due = event(5 * HOUR + 1, 5 * HOUR + 9);
        assertTrue(due.advance());
        assertEquals(6 * HOUR, time(due));
        assertFalse(due.rest().advance());
        EventUnderWay late = event(5 * HOUR + 1, 9 * HOUR + 9);
        assertTrue(late.advance());
        assertEquals(9 * HOUR + 9, time(late));
    }

    @Test
    void shouldGiveTheRowWhenWhatWasDueBeforeCannotBeUnderWay() {
        EventUnderWay event = event(5 * HOUR + 1, 6 * HOUR + 9, 6 * HOUR + 10);
        assertTrue(event.advance());
        assertFalse(isQuestion(event));
    }
}
