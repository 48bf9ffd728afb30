package io.millrace.daemon;

import io.millrace.event.Messages;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;
import io.millrace.view.FeedFigures;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Feeds recorded rows at a multiple of the speed at which they happened. Each row has a planned time, counted from the
 * first: a late row does not make the next one later. A full inlet is waited for; no row is ever dropped. Its own
 * thread.
 */
final class TapeFeeder extends FeedThread {
    private static final long LONGEST_PARK_NS = 50_000_000;

    private final InputSource tape;
    private final EngineDoor door;
    private final double speed;
    private final boolean once;
    private volatile boolean atEnd;
    private volatile long rows;
    private long firstRowNs = Long.MIN_VALUE;
    private long startNs;

    /** @param tape rows, then a SessionDown, which is left to the door */
    TapeFeeder(InputSource tape, EngineDoor door, double speed, boolean once) {
        super(door);
        this.tape = tape;
        this.door = door;
        this.speed = speed;
        this.once = once;
    }

    @Override
    public boolean atEnd() {
        return atEnd;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public List<FeedFigures> figures() {
        return List.of(FeedFigures.recorded("data", atEnd, rows));
    }

    @Override
    void feed() {
        giveRows();
        while (!once && !isStopping()) {
            LockSupport.parkNanos(LONGEST_PARK_NS);
        }
    }

    private void giveRows() {
        long count = 0;
        while (!isStopping()) {
            if (!tape.advance()
                    || Messages.templateId(tape.buffer(), tape.offset()) == SessionDownDecoder.TEMPLATE_ID) {
                atEnd = true;
                return;
            }
            long timeNs = InputMessage.receiveTimeNs(tape.buffer(), tape.offset());
            awaitTurn(timeNs);
            while (!isStopping() && !door.offerRow(tape.buffer(), tape.offset(), tape.length(), timeNs)) {
                awaitRoom();
            }
            count++;
            rows = count;
        }
    }

    private void awaitTurn(long timeNs) {
        if (Double.isInfinite(speed)) {
            return;
        }
        if (firstRowNs == Long.MIN_VALUE) {
            firstRowNs = timeNs;
            startNs = System.nanoTime();
        }
        long planned = startNs + (long) ((timeNs - firstRowNs) / speed);
        long left = planned - System.nanoTime();
        while (left > 0 && !isStopping()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PARK_NS));
            left = planned - System.nanoTime();
        }
    }
}
