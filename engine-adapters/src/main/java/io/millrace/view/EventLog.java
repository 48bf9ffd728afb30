package io.millrace.view;

import io.millrace.event.OffHeap;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest steps in which something happened, as bytes: they are put into words when somebody reads them. Thread
 * safe.
 *
 * <p>Left out are market data, frames, marks and the plain passes of risk controls.
 */
final class EventLog implements Stateful {
    static final int MOST_STEPS = 16_384;

    private final StepEvents reader;
    private final Held[] ring = new Held[MOST_STEPS];
    private long count;
    private long events;
    private long bytes;
    private UnsafeBuffer scratch = OffHeap.allocate(Step.INITIAL_CAPACITY);

    /** A step; {@code events} and {@code bytes} are those of all steps up to this one. */
    private record Held(long step, byte[] content, long events, long bytes) {}

    /** How much has come since a place. */
    record Backlog(long events, long bytes) {}

    EventLog(StepEvents reader) {
        this.reader = reader;
    }

    /** Takes a step; one it has seen, as in a second reading of the journal, is left alone. */
    synchronized void onStep(Step step) {
        if (count > 0 && step.sequence() <= at(count - 1).step()) {
            return;
        }
        int found = reader.count(step);
        if (found > 0) {
            byte[] content = new byte[step.length()];
            step.buffer().getBytes(0, content);
            events += found;
            bytes += content.length;
            ring[(int) (count++ % MOST_STEPS)] = new Held(step.sequence(), content, events, bytes);
        }
    }

    /** Takes over what another holds, unless it has seen steps itself: those are as many or more. */
    synchronized void adopt(EventLog other) {
        if (count == 0) {
            System.arraycopy(other.ring, 0, ring, 0, MOST_STEPS);
            count = other.count;
            events = other.events;
            bytes = other.bytes;
        }
    }

    /** True when nothing that came after this step has been let go. */
    synchronized boolean reaches(long step) {
        return count <= MOST_STEPS || step >= at(count - MOST_STEPS).step() - 1;
    }

    /** The newest step held; 0 when there is none. */
    synchronized long newestStep() {
        return count == 0 ? 0 : at(count - 1).step();
    }

    /** What has come after a step. */
    synchronized Backlog since(long step) {
        long place = placeAfter(step);
        if (place == first()) {
            long before = count == 0 ? 0 : at(place).bytes() - at(place).content().length;
            return new Backlog(count == 0 ? 0 : events - at(place).events() + 1, bytes - before);
        }
        return new Backlog(
                events - at(place - 1).events(), bytes - at(place - 1).bytes());
    }

    /** Events behind {@code (step, index)} in their order, of whole steps, until there are {@code atLeast}. */
    synchronized List<EventEntry> after(long step, int index, int atLeast) {
        List<EventEntry> found = new ArrayList<>();
        for (long place = placeAfter(step - 1); place < count && found.size() < atLeast; place++) {
            Held held = at(place);
            for (EventEntry entry : entries(held)) {
                if (held.step() > step || entry.index() > index) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Events of the newest steps, so many steps at most, in their order. */
    synchronized List<EventEntry> newest(int steps) {
        List<EventEntry> found = new ArrayList<>();
        for (long place = Math.max(first(), count - steps); place < count; place++) {
            found.addAll(entries(at(place)));
        }
        return found;
    }

    private List<EventEntry> entries(Held held) {
        int length = held.content().length;
        if (scratch.capacity() < length) {
            scratch = OffHeap.allocate(Integer.highestOneBit(length) * 2);
        }
        scratch.putBytes(0, held.content());
        return reader.of(scratch, 0, length);
    }

    /** The place of the first step behind this one. */
    private long placeAfter(long step) {
        long low = first();
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).step() > step) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long first() {
        return Math.max(0, count - MOST_STEPS);
    }

    private Held at(long place) {
        return ring[(int) (place % MOST_STEPS)];
    }

    @Override
    public synchronized void writeState(StateSink sink) {
        sink.putLong(count);
        sink.putLong(events);
        sink.putLong(bytes);
        for (long place = first(); place < count; place++) {
            Held held = at(place);
            sink.putLong(held.step());
            sink.putLong(held.events());
            sink.putLong(held.bytes());
            sink.putLong(held.content().length);
            SavedText.putBytes(sink, held.content());
        }
    }

    @Override
    public synchronized void readState(StateSource source) {
        count = source.getLong();
        events = source.getLong();
        bytes = source.getLong();
        for (long place = first(); place < count; place++) {
            long step = source.getLong();
            long eventsUpTo = source.getLong();
            long bytesUpTo = source.getLong();
            byte[] content = SavedText.getBytes(source, source.getCount("EventLog.content", Step.MAX_LENGTH));
            ring[(int) (place % MOST_STEPS)] = new Held(step, content, eventsUpTo, bytesUpTo);
        }
    }
}
