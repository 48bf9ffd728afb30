package io.millrace.replay;

import io.millrace.engine.StepLog;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.ExecutionReportDecoder;
import org.agrona.DirectBuffer;

/** Stands where the journal would: compares each recomputed step with the recorded one, byte for byte. */
final class StepCheck implements StepLog {
    private final RecordedInputs recorded;
    private final boolean compare;
    private final MessageCursor cursor = new MessageCursor();
    private FirstDifference difference;
    private long reports;
    private long outputs;

    StepCheck(final RecordedInputs recorded, final boolean compare) {
        this.recorded = recorded;
        this.compare = compare;
    }

    @Override
    public void append(final Step step) {
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            reports++;
        }
        cursor.outputs(step);
        while (cursor.next()) {
            outputs++;
        }
        if (compare && difference == null && !same(step)) {
            difference = new StepComparison().explain(recorded.buffer(), recorded.recordedLength(), step);
        }
    }

    FirstDifference difference() {
        return difference;
    }

    long reports() {
        return reports;
    }

    long outputs() {
        return outputs;
    }

    private boolean same(final Step step) {
        final int length = step.length();
        if (length != recorded.recordedLength()) {
            return false;
        }
        final DirectBuffer a = step.buffer();
        final DirectBuffer b = recorded.buffer();
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (a.getLong(i) != b.getLong(i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (a.getByte(i) != b.getByte(i)) {
                return false;
            }
        }
        return true;
    }
}
