package io.millrace.replay;

import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.feed.InputSource;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The inputs of a journal, as a source for the engine. The whole recorded step stays readable beside its input, to be
 * compared with the recomputed one.
 */
final class RecordedInputs implements InputSource {
    private final JournalReader reader;
    private final boolean withReports;
    private final RecordHandler onRecord = this::onRecord;
    private UnsafeBuffer recorded = OffHeap.allocate(Step.INITIAL_CAPACITY);
    private boolean found;
    private int length;
    private int inputLength;
    private long steps;
    private boolean ended;

    RecordedInputs(final JournalReader reader) {
        this(reader, true);
    }

    /** @param withReports false leaves out the steps of execution reports, which a simulated venue makes again */
    RecordedInputs(final JournalReader reader, final boolean withReports) {
        this.reader = reader;
        this.withReports = withReports;
    }

    @Override
    public boolean advance() {
        found = false;
        while (!found) {
            if (!reader.next(onRecord)) {
                ended = true;
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean exhausted() {
        return ended;
    }

    @Override
    public DirectBuffer buffer() {
        return recorded;
    }

    @Override
    public int offset() {
        return Step.INPUT_OFFSET;
    }

    @Override
    public int length() {
        return inputLength;
    }

    @Override
    public long recordedSequence() {
        return StepLayout.sequence(recorded, 0);
    }

    /** Bytes of the current recorded step, at the start of {@link #buffer}. */
    int recordedLength() {
        return length;
    }

    /** Steps read so far. */
    long steps() {
        return steps;
    }

    private void onRecord(
            final int type,
            final long sequence,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int payloadLength) {
        if (type != RecordType.STEP) {
            return;
        }
        StepLayout.check(buffer, offset, payloadLength);
        steps++;
        if (!withReports
                && Messages.templateId(buffer, offset + Step.INPUT_OFFSET) == ExecutionReportDecoder.TEMPLATE_ID) {
            return;
        }
        if (recorded.capacity() < payloadLength) {
            recorded = OffHeap.allocate(Integer.highestOneBit(payloadLength) * 2);
        }
        recorded.putBytes(0, buffer, offset, payloadLength);
        length = payloadLength;
        inputLength = StepLayout.inputLength(recorded, 0);
        found = true;
    }
}
