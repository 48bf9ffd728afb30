package io.millrace.retention;

import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import io.millrace.replay.JournalTally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** One reading: what each cycle holds, and which states were taken at a record of this journal. */
final class JournalScan implements RecordHandler {
    private static final int RECORDS_AT_ONCE = 4_096;
    private static final int SHORTEST_STEP = Step.INPUT_OFFSET + Messages.HEADER_LENGTH;

    private final List<Saved> saved;
    private final List<CycleUse> cycles = new ArrayList<>();
    private long steps;
    private long rows;
    private long recordTimeNs;
    private long lastRecord;
    private long lastStep;
    private long lastRow;
    private long lastTimeNs;
    private int lastChainCrc;

    /** @param cut where the journal begins; null = with its first record */
    JournalScan(final JournalCut cut, final List<Saved> saved) {
        this.saved = saved;
        if (cut != null) {
            steps = cut.steps();
            rows = cut.rows();
        }
    }

    List<CycleUse> cycles() {
        return cycles;
    }

    /** @param stopped is asked every few thousand records */
    void read(final JournalReader reader, final BooleanSupplier stopped) {
        String file = "";
        int cycle = 0;
        while (reader.next(this)) {
            if (!reader.file().equals(file)) {
                add(file, cycle);
                file = reader.file();
                cycle = reader.place().cycle();
            }
            if (reader.sequence() % RECORDS_AT_ONCE == 0 && stopped.getAsBoolean()) {
                throw new CancellationException("stopped at record " + reader.sequence());
            }
            lastRecord = reader.sequence();
            lastChainCrc = reader.chainCrc();
            lastTimeNs = recordTimeNs;
            lastStep = steps;
            lastRow = rows;
            for (final Saved one : saved) {
                one.observe(lastRecord, lastChainCrc, steps);
            }
        }
        add(file, cycle);
    }

    private void add(final String file, final int cycle) {
        if (lastRecord > 0) {
            final Path path = Path.of(file);
            cycles.add(new CycleUse(
                    path, cycle, JournalSize.of(path), lastRecord, lastStep, lastChainCrc, lastRow, lastTimeNs));
        }
    }

    @Override
    public void onRecord(
            final int type,
            final long sequence,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        recordTimeNs = timeNs;
        if (type == RecordType.STEP) {
            steps++;
            rows += length >= SHORTEST_STEP
                            && JournalTally.isRow(Messages.templateId(buffer, offset + Step.INPUT_OFFSET))
                    ? 1
                    : 0;
        }
    }
}
