package io.millrace.daemon;

import io.millrace.control.EngineCommand;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.RunMode;
import io.millrace.pipeline.Inlet;
import io.millrace.schedule.EvaluationTimes;
import io.millrace.schedule.Schedule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * The inlet between the first and the last message of a session. Keeps the order that the engine relies on: SessionUp
 * first, SessionDown last, whoever writes in between. Thread safe.
 *
 * <p>Everything carries the tape's time, that of the newest row: a recorded feed is its own clock, so that the run
 * gives the bytes a backtest gives. Of a live feed that is the time its clock gave the row; ticks keep it moving.
 */
final class EngineDoor {
    private static final long PAUSE_NS = 50_000;
    private static final long COMMAND_WAIT_NS = TimeUnit.SECONDS.toNanos(5);

    private final Inlet inlet;
    private final int epoch;
    private final InputWriter message = new InputWriter();
    private final RowSpool spool;
    private EvaluationTimes evaluations = new EvaluationTimes(List.of(), id -> Long.MIN_VALUE, 0);
    private long rows;
    private long tapeTimeNs;
    private long lastCommandId;
    private boolean open;

    EngineDoor(Inlet inlet, int epoch) {
        this(inlet, epoch, null, 0, 0);
    }

    /**
     * A door that keeps what came through it.
     *
     * @param spool where; null = nowhere
     * @param rows of earlier sessions
     * @param commands of this session that have their ids already
     */
    EngineDoor(Inlet inlet, int epoch, RowSpool spool, long rows, long commands) {
        this.inlet = inlet;
        this.epoch = epoch;
        this.spool = spool;
        this.rows = rows;
        this.lastCommandId = commands;
    }

    /** The id of a session's n-th command, from 1. */
    static long commandId(int epoch, long number) {
        return ((long) epoch << Integer.SIZE) + number;
    }

    /** Begins the session; the inlet is empty. */
    synchronized void open(long timeNs, RunMode mode) {
        tapeTimeNs = timeNs;
        message.sessionUp(timeNs, epoch, mode);
        offerMessage();
        open = true;
    }

    /** Offers a row; false when there is no room or the session has ended. */
    synchronized boolean offerRow(DirectBuffer buffer, int offset, int length, long timeNs) {
        if (!open) {
            return false;
        }
        if (!evaluate(timeNs)) {
            return false;
        }
        if (spool != null) {
            // First: whatever the journal can hold must be there to be given again.
            spool.put(rows + 1, buffer, offset, length);
        }
        if (!inlet.offer(buffer, offset, length)) {
            return false;
        }
        rows++;
        tapeTimeNs = Math.max(tapeTimeNs, timeNs);
        return true;
    }

    /** Gives a command to the engine; its id, or 0 when the session has ended or the engine takes nothing. */
    long command(CommandKind kind, String actor) {
        return command(EngineCommand.of(kind, actor));
    }

    /** Gives a command to the engine; its id, or 0 when the session has ended or the engine takes nothing. */
    long command(EngineCommand given) {
        long giveUpAt = System.nanoTime() + COMMAND_WAIT_NS;
        while (true) {
            long id = tryCommand(given);
            if (id >= 0) {
                return id;
            }
            if (System.nanoTime() - giveUpAt > 0) {
                return 0;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /**
     * Tells the engine what the machine has left; false when the session has ended or the inlet has no room.
     *
     * @param ringFill part of the ring that is full; 0 where a recorded feed fills it by design
     */
    synchronized boolean resources(double ringFill, double freeDiskMb) {
        if (!open) {
            return false;
        }
        message.resources(tapeTimeNs, ringFill, freeDiskMb);
        return offerMessage();
    }

    /** Ends the session; nothing gets in after this. False when the inlet has no room: try again. */
    synchronized boolean close() {
        if (open) {
            message.sessionDown(tapeTimeNs, epoch);
            if (!offerMessage()) {
                return false;
            }
            open = false;
            inlet.close();
            if (spool != null) {
                spool.forget(rows + 1);
            }
        }
        return true;
    }

    /** The engine is gone: nothing gets in any more, and who waits for room is let go. */
    synchronized void abandon() {
        open = false;
    }

    /** Asks strategies for decisions between the rows, from now on; before the first row. */
    synchronized void schedule(EvaluationTimes times) {
        evaluations = times;
    }

    /** From now on rows come by the wall clock, which is this. */
    synchronized void goLive(long wallNs) {
        evaluations.goLive(wallNs);
    }

    /** When a schedule last asked the strategies, and when it will next. */
    synchronized long evaluated(Schedule schedule, boolean next) {
        return next ? evaluations.nextNs(schedule) : evaluations.lastNs(schedule);
    }

    /** What is due before a row of this time goes in first, with its own time; false when there is no room. */
    private boolean evaluate(long rowNs) {
        while (evaluations.isDue(rowNs)) {
            tapeTimeNs = Math.max(tapeTimeNs, evaluations.nextNs());
            Schedule due = evaluations.next();
            if (tryCommand(EngineCommand.evaluate(due.id(), due.actor())) < 0) {
                return false;
            }
            evaluations.asked(rowNs);
        }
        return true;
    }

    private synchronized long tryCommand(EngineCommand given) {
        if (!open) {
            return 0;
        }
        long id = commandId(epoch, lastCommandId + 1);
        message.command(tapeTimeNs, id, given);
        if (!offerMessage()) {
            return -1;
        }
        lastCommandId++;
        return id;
    }

    private boolean offerMessage() {
        return inlet.offer(message.buffer(), 0, message.length());
    }
}
