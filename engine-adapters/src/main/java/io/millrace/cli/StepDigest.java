package io.millrace.cli;

import io.millrace.engine.StepLog;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionDecoder;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/** Keeps of a run what two runs are compared by, and what the risk gate said. Written by the journal's thread. */
final class StepDigest implements StepLog {
    private static final long PRIME = 0x0000_0100_0000_01B3L;

    private final MessageCursor cursor = new MessageCursor();
    private final OrderCommandDecoder order = new OrderCommandDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final Map<RiskControl, Integer> rejections = new EnumMap<>(RiskControl.class);
    private final Map<RiskControl, Integer> scalings = new EnumMap<>(RiskControl.class);
    private long hash = 0xCBF2_9CE4_8422_2325L;
    private long steps;
    private long orders;

    @Override
    public void append(Step step) {
        steps++;
        int length = step.length();
        hash = (hash ^ length) * PRIME;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = (hash ^ step.buffer().getLong(i, ByteOrder.LITTLE_ENDIAN)) * PRIME;
            hash ^= hash >>> 31;
        }
        for (; i < length; i++) {
            hash = (hash ^ step.buffer().getByte(i)) * PRIME;
        }
        cursor.outputs(step);
        while (cursor.next()) {
            if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                order.wrap(step.buffer(), cursor.block(), cursor.blockLength(), cursor.version());
                orders += order.action() == OrderAction.NEW ? 1 : 0;
            } else if (cursor.templateId() == RiskDecisionDecoder.TEMPLATE_ID) {
                decision.wrap(step.buffer(), cursor.block(), cursor.blockLength(), cursor.version());
                if (decision.action() == RiskAction.REJECT) {
                    rejections.merge(decision.control(), 1, Integer::sum);
                } else if (decision.action() == RiskAction.SCALE) {
                    scalings.merge(decision.control(), 1, Integer::sum);
                }
            }
        }
    }

    long hash() {
        return hash;
    }

    long steps() {
        return steps;
    }

    /** New orders that went out. */
    long orders() {
        return orders;
    }

    int rejections(RiskControl control) {
        return rejections.getOrDefault(control, 0);
    }

    /** Orders that a control made smaller. */
    int scalings(RiskControl control) {
        return scalings.getOrDefault(control, 0);
    }

    Map<RiskControl, Integer> rejections() {
        return rejections;
    }
}
