package io.millrace.daemon;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Random;

/** Damages a journal where a record is: in its frame's end, which is behind any header and before any padding. */
final class RecordBits {
    private static final int END = 24;

    private RecordBits() {}

    /** Turns one bit of a step, counted from 1. */
    static void flip(Path journal, int step, Random random) throws IOException {
        int[] steps = new int[1];
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (steps[0] < step
                    && reader.next((type, sequence, timeNs, buffer, offset, length) ->
                            steps[0] += type == RecordType.STEP ? 1 : 0)) {
                continue;
            }
            if (steps[0] < step) {
                throw new IllegalArgumentException("the journal has " + steps[0] + " steps, not " + step);
            }
            try (RandomAccessFile file = new RandomAccessFile(reader.file(), "rw")) {
                long at = reader.position() - Integer.BYTES - 1 - random.nextInt(END);
                file.seek(at);
                int value = file.read();
                file.seek(at);
                file.write(value ^ 1 << random.nextInt(Byte.SIZE));
            }
        }
    }
}
