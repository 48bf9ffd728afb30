package io.millrace.proof;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.OffHeap;
import io.millrace.event.Step;
import io.millrace.replay.FirstDifference;
import io.millrace.replay.StepComparison;

/**
 * Runs of one subject over different tapes, held against the trace of the whole run. One thread; the step is reused
 * because its memory lies outside the heap.
 */
final class PartialRun {
    private final ProofSubject subject;
    private final Step step = new Step();

    PartialRun(final ProofSubject subject) {
        this.subject = subject;
    }

    /** Runs everything on the tape. */
    void run(final InputTape tape, final StepLog log, final StepListener listener) {
        final TradingEngine engine = engine(tape, log, listener);
        while (engine.runOne(step)) {
            continue;
        }
    }

    /**
     * The first difference to the whole run, or null.
     *
     * @param tape what this run is given
     * @param whole what the whole run was given
     * @param lastStep steps that are compared; all that the tape gives when it gives fewer
     */
    FirstDifference compare(final InputTape tape, final InputTape whole, final StepTrace trace, final int lastStep) {
        int done = 0;
        try {
            final TradingEngine engine = engine(tape, StepLog.NONE, StepListener.NONE);
            while (done < lastStep && engine.runOne(step)) {
                done++;
                if (StepTrace.hash(step.buffer(), 0, step.length()) != trace.hash(done)) {
                    return explain(whole, done);
                }
            }
        } catch (final RuntimeException e) {
            return new FirstDifference(done + 1L, "decide", "failure", "none", e.toString());
        }
        return null;
    }

    private TradingEngine engine(final InputTape tape, final StepLog log, final StepListener listener) {
        final EngineConfig config = subject.config();
        return new EngineFactory(config, subject.code().strategies(tape)).simulated(tape.source(), log, listener);
    }

    /** Runs the whole once more for the bytes of one step: keeping all of them would not fit. */
    private FirstDifference explain(final InputTape whole, final int number) {
        final Capture capture = new Capture(number);
        final Step second = new Step();
        final TradingEngine engine = engine(whole, capture, StepListener.NONE);
        while (capture.bytes == null && engine.runOne(second)) {
            continue;
        }
        if (capture.bytes == null) {
            return new FirstDifference(number, "decode", "Step", "nothing", "a step");
        }
        return new StepComparison().explain(OffHeap.copyOf(capture.bytes), capture.bytes.length, step);
    }

    /** Keeps the bytes of one step. */
    private static final class Capture implements StepLog {
        private final int number;
        private int seen;
        private byte[] bytes;

        Capture(final int number) {
            this.number = number;
        }

        @Override
        public void append(final Step appended) {
            seen++;
            if (seen == number) {
                final byte[] all = new byte[appended.length()];
                appended.buffer().getBytes(0, all);
                bytes = all;
            }
        }
    }
}
