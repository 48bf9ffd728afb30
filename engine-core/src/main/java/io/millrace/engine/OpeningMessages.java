package io.millrace.engine;

import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.feed.InputSource;
import java.util.ArrayDeque;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The recorded messages with which sessions began inside an event: kept until the step in which they were journaled,
 * while the event behind them is shown to the venue. Empty but for moments of a recovery. The intake's thread.
 */
final class OpeningMessages {
    private static final long NEVER = Long.MAX_VALUE;

    private final ArrayDeque<UnsafeBuffer> messages = new ArrayDeque<>();
    private final ArrayDeque<Long> steps = new ArrayDeque<>();
    private long dueStep = NEVER;
    private final CommandDecoder command = new CommandDecoder();

    /**
     * True when a source stands at the begin of a session that was journaled later than now, though the venue has
     * nothing more to say: what was journaled in between are reports of the event that comes behind it.
     */
    static boolean beginInsideEvent(final InputSource source, final long nextStep) {
        return source.recordedSequence() > nextStep && template(source) == SessionUpDecoder.TEMPLATE_ID;
    }

    /** Takes all messages of this kind; the source then stands at the event. False when there is none. */
    boolean takeFrom(final InputSource source) {
        while (opens(source)) {
            final UnsafeBuffer message = OffHeap.allocate(source.length());
            message.putBytes(0, source.buffer(), source.offset(), source.length());
            messages.add(message);
            steps.add(source.recordedSequence());
            dueStep = steps.peek();
            if (!source.advance()) {
                return false;
            }
        }
        return true;
    }

    /** True when the first of them belongs into a step. */
    boolean due(final long step) {
        return dueStep <= step;
    }

    /** The first of them, which is removed; readable until the next call. */
    UnsafeBuffer next() {
        steps.remove();
        dueStep = steps.isEmpty() ? NEVER : steps.peek();
        return messages.remove();
    }

    /** A question to the strategies opens nothing: it is the event. */
    private boolean opens(final InputSource source) {
        if (template(source) != CommandDecoder.TEMPLATE_ID) {
            return template(source) == SessionUpDecoder.TEMPLATE_ID;
        }
        final int block = source.offset() + Messages.HEADER_LENGTH;
        command.wrap(source.buffer(), block, CommandDecoder.BLOCK_LENGTH, CommandDecoder.SCHEMA_VERSION);
        return command.kind() != CommandKind.EVALUATE;
    }

    private static int template(final InputSource source) {
        return Messages.templateId(source.buffer(), source.offset());
    }
}
