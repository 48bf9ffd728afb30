package io.millrace.daemon;

import io.millrace.control.EngineCommand;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;
import io.millrace.schedule.EvaluationTimes;
import io.millrace.schedule.Schedule;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * The event inside which a journal may end, for a recovery that asks for it: the next row, or the question to the
 * strategies that was due before it: nothing else moves time, so nothing else can have reports of its own. Readable
 * until the rows go on: an engine that still holds it then keeps a copy of its own. One thread.
 */
final class EventUnderWay implements InputSource {
    private final InputSource rows;
    private final Supplier<EvaluationTimes> times;
    private final long lastStepNs;
    private final long commandId;
    private final InputWriter question = new InputWriter();
    private EvaluationTimes asked;
    private boolean rowWaits;

    /**
     * @param rows behind the last journaled one
     * @param times from the last journaled row; looked at when the recorded steps are run
     * @param lastStepNs engine time of the last journaled step
     * @param commandId of a question to the strategies
     */
    EventUnderWay(InputSource rows, Supplier<EvaluationTimes> times, long lastStepNs, long commandId) {
        this.rows = rows;
        this.times = times;
        this.lastStepNs = lastStepNs;
        this.commandId = commandId;
    }

    /** The times behind the question, when it was that; null when it was the row, or when nothing was under way. */
    EvaluationTimes asked() {
        return asked;
    }

    /** The rows that follow. */
    InputSource rest() {
        return rowWaits ? new RowFirst(rows) : rows;
    }

    @Override
    public boolean advance() {
        boolean row = rows.advance();
        long rowNs = row ? InputMessage.receiveTimeNs(rows.buffer(), rows.offset()) : Long.MAX_VALUE - 1;
        EvaluationTimes due = times.get();
        // Asked late, when it was missed: its time is not known, but all it can have caused is journaled before it.
        boolean late = due.nextNs() < lastStepNs;
        if (due.isDue(rowNs) && !(late && row)) {
            ask(due);
            rowWaits = row;
            return true;
        }
        return row;
    }

    @Override
    public boolean exhausted() {
        return false;
    }

    @Override
    public DirectBuffer buffer() {
        return asked == null ? rows.buffer() : question.buffer();
    }

    @Override
    public int offset() {
        return asked == null ? rows.offset() : 0;
    }

    @Override
    public int length() {
        return asked == null ? rows.length() : question.length();
    }

    private void ask(EvaluationTimes due) {
        long timeNs = Math.max(due.nextNs(), lastStepNs);
        Schedule schedule = due.next();
        question.command(timeNs, commandId, EngineCommand.evaluate(schedule.id(), schedule.actor()));
        due.asked(timeNs);
        asked = due;
    }

    /** Rows of which the first is there already. */
    private static final class RowFirst implements InputSource {
        private final InputSource rows;
        private boolean begun;

        RowFirst(InputSource rows) {
            this.rows = rows;
        }

        @Override
        public boolean advance() {
            boolean first = !begun;
            begun = true;
            return first || rows.advance();
        }

        @Override
        public boolean exhausted() {
            return begun && rows.exhausted();
        }

        @Override
        public DirectBuffer buffer() {
            return rows.buffer();
        }

        @Override
        public int offset() {
            return rows.offset();
        }

        @Override
        public int length() {
            return rows.length();
        }
    }
}
