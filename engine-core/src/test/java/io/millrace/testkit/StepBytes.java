package io.millrace.testkit;

import io.millrace.engine.StepLog;
import io.millrace.event.Step;
import java.util.ArrayList;
import java.util.List;

/** A step log in memory: the bytes of every sealed step. Written by the journal's thread, read after the run. */
public final class StepBytes implements StepLog {
    private final List<byte[]> steps = new ArrayList<>();

    @Override
    public void append(final Step step) {
        final byte[] bytes = new byte[step.length()];
        step.buffer().getBytes(0, bytes);
        steps.add(bytes);
    }

    public List<byte[]> steps() {
        return steps;
    }

    /** FNV-1a over all steps and their lengths; written here so that it owes nothing to the engine's own hash. */
    public long digest() {
        long hash = 0xCBF29CE484222325L;
        for (final byte[] step : steps) {
            hash = (hash ^ step.length) * 0x100000001B3L;
            for (final byte b : step) {
                hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
            }
        }
        return hash;
    }
}
