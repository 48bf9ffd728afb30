package io.millrace.proof;

import io.millrace.engine.StepLog;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.SignalDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/** What is kept of a whole run: a hash of every step, where each input went, and where something was decided. */
final class StepTrace implements StepLog {
    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private final MessageCursor cursor = new MessageCursor();
    private final List<Decision> decisions = new ArrayList<>();
    private long[] hashes = new long[1_024];
    private int[] stepOfInput = new int[1_024];
    private final AlertDecoder alert = new AlertDecoder();
    private int steps;
    private int inputs;
    private int failedStep;

    /**
     * An input at which a strategy signalled or ordered.
     *
     * @param input its number, from 0
     * @param signals hash of the signals; 0 when there was an order only
     */
    record Decision(int input, long signals) {}

    @Override
    public void append(final Step step) {
        if (steps == hashes.length) {
            hashes = Arrays.copyOf(hashes, steps * 2);
        }
        hashes[steps++] = hash(step.buffer(), 0, step.length());
        if (step.inputTemplate() != ExecutionReportDecoder.TEMPLATE_ID) {
            if (inputs == stepOfInput.length) {
                stepOfInput = Arrays.copyOf(stepOfInput, inputs * 2);
            }
            stepOfInput[inputs++] = steps;
        }
        decide(step);
    }

    int steps() {
        return steps;
    }

    int inputs() {
        return inputs;
    }

    /** Hash of a step, counted from 1. */
    long hash(final int step) {
        return hashes[step - 1];
    }

    /** The step, counted from 1, that took in input {@code input}, counted from 0. */
    int stepOf(final int input) {
        return stepOfInput[input];
    }

    /** The first step, counted from 1, in which a strategy threw something; 0 when none did. */
    int failedStep() {
        return failedStep;
    }

    List<Decision> decisions() {
        return decisions;
    }

    static long hash(final DirectBuffer buffer, final int from, final int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = mix(hash, buffer.getLong(i, ByteOrder.LITTLE_ENDIAN));
        }
        for (; i < to; i++) {
            hash = mix(hash, buffer.getByte(i));
        }
        return hash;
    }

    private void decide(final Step step) {
        boolean decided = false;
        long signals = 0;
        cursor.outputs(step);
        while (cursor.next()) {
            if (cursor.templateId() == SignalDecoder.TEMPLATE_ID) {
                decided = true;
                signals = mix(signals, hash(step.buffer(), cursor.offset(), cursor.offset() + cursor.length()));
            } else if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                decided = true;
            } else if (cursor.templateId() == AlertDecoder.TEMPLATE_ID && failedStep == 0 && tellsFailure(step)) {
                failedStep = steps;
            }
        }
        if (decided && inputs > 0) {
            decisions.add(new Decision(inputs - 1, signals));
        }
    }

    private boolean tellsFailure(final Step step) {
        alert.wrap(step.buffer(), cursor.block(), cursor.blockLength(), cursor.version());
        return alert.code() == AlertCode.STRATEGY_FAILED;
    }

    private static long mix(final long hash, final long value) {
        final long mixed = (hash ^ value) * PRIME;
        return mixed ^ (mixed >>> 29);
    }
}
