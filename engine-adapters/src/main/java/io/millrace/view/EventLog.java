package io.millrace.view;

import io.millrace.event.MessageCursor;
import io.millrace.event.OffHeap;
import io.millrace.event.Step;
import io.millrace.event.codec.BarFrameDecoder;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.IndicatorsDecoder;
import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.event.codec.StateHashDecoder;
import io.millrace.inspect.DecodedMessage;
import io.millrace.inspect.StepInspector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest steps in which something happened, as bytes: they are put into words when somebody reads them. Thread
 * safe.
 *
 * <p>Left out are market data, frames, marks and the plain passes of risk controls.
 */
final class EventLog {
    static final int MOST_STEPS = 16_384;
    private static final Set<String> PLAIN = Set.of("Mark", "StateHash", "BarFrame", "Indicators");
    private static final Set<String> INPUTS = Set.of("Command", "ExecutionReport", "SessionUp", "SessionDown");

    private final Names names;
    private final StepInspector inspector = new StepInspector();
    private final MessageCursor cursor = new MessageCursor();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final Held[] ring = new Held[MOST_STEPS];
    private long count;
    private long events;
    private long bytes;
    private UnsafeBuffer scratch = OffHeap.allocate(Step.INITIAL_CAPACITY);

    /** A step; {@code events} and {@code bytes} are those of all steps up to this one. */
    private record Held(long step, byte[] content, long events, long bytes) {}

    /** How much has come since a place. */
    record Backlog(long events, long bytes) {}

    EventLog(Names names) {
        this.names = names;
    }

    /** Takes a step; one it has seen, as in a second reading of the journal, is left alone. */
    synchronized void onStep(Step step) {
        if (count > 0 && step.sequence() <= at(count - 1).step()) {
            return;
        }
        int found = interesting(step);
        if (found > 0) {
            byte[] content = new byte[step.length()];
            step.buffer().getBytes(0, content);
            events += found;
            bytes += content.length;
            ring[(int) (count++ % MOST_STEPS)] = new Held(step.sequence(), content, events, bytes);
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
            for (EventEntry entry : decode(held)) {
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
            found.addAll(decode(at(place)));
        }
        return found;
    }

    private List<EventEntry> decode(Held held) {
        List<EventEntry> entries = new ArrayList<>();
        UnsafeBuffer buffer = scratch(held.content().length);
        buffer.putBytes(0, held.content());
        long timeNs = io.millrace.event.StepLayout.engineTimeNs(buffer, 0);
        List<DecodedMessage> messages = inspector.decode(buffer, 0, held.content().length);
        for (int i = 0; i < messages.size(); i++) {
            DecodedMessage message = messages.get(i);
            if (isShown(message)) {
                entries.add(new EventEntry(
                        held.step(),
                        i,
                        timeNs,
                        names.symbol(number(message.value("instrument"))),
                        names.strategy((int) number(message.value("strategy"))),
                        message));
            }
        }
        return entries;
    }

    private UnsafeBuffer scratch(int length) {
        if (scratch.capacity() < length) {
            scratch = OffHeap.allocate(Integer.highestOneBit(length) * 2);
        }
        return scratch;
    }

    private static boolean isShown(DecodedMessage message) {
        return switch (message.section()) {
            case "input" -> INPUTS.contains(message.type());
            default ->
                !PLAIN.contains(message.type())
                        && !(message.type().equals("RiskDecision")
                                && "PASS".equals(message.value("action"))
                                && number(message.value("orderId")) > 0);
        };
    }

    private static long number(String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private int interesting(Step step) {
        int found = switch (step.inputTemplate()) {
            case CommandDecoder.TEMPLATE_ID,
                    ExecutionReportDecoder.TEMPLATE_ID,
                    SessionUpDecoder.TEMPLATE_ID,
                    SessionDownDecoder.TEMPLATE_ID -> 1;
            default -> 0;
        };
        cursor.wrap(step.buffer(), step.inputEnd(), step.length());
        while (cursor.next()) {
            found += isInteresting(step) ? 1 : 0;
        }
        return found;
    }

    private boolean isInteresting(Step step) {
        return switch (cursor.templateId()) {
            case MarkDecoder.TEMPLATE_ID,
                    StateHashDecoder.TEMPLATE_ID,
                    BarFrameDecoder.TEMPLATE_ID,
                    IndicatorsDecoder.TEMPLATE_ID -> false;
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                decision.wrap(
                        step.buffer(),
                        cursor.block(),
                        RiskDecisionDecoder.BLOCK_LENGTH,
                        RiskDecisionDecoder.SCHEMA_VERSION);
                yield decision.action() != RiskAction.PASS || decision.orderId() <= 0;
            }
            default -> true;
        };
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
}
