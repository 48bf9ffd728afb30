package io.millrace.cli;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.event.OffHeap;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** A process that appends to a journal and says how far it is, until it is killed. */
final class JournalChild {
    private static final int RECORDS_A_LINE = 100;

    private JournalChild() {}

    public static void main(String[] arguments) throws IOException {
        UnsafeBuffer payload = OffHeap.allocate(128);
        try (JournalWriter writer = ChronicleJournal.open(settings(Path.of(arguments[0])));
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            while (true) {
                for (int i = 0; i < RECORDS_A_LINE; i++) {
                    writer.append(RecordType.STEP, writer.sequence() + 1, payload, 0, payload.capacity());
                }
                out.write((writer.sequence() + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
    }

    static JournalSettings settings(Path journal) {
        return JournalSettings.of(journal, "validate=1\n")
                .withRolling(Rolling.NEVER)
                .withBlocks(1 << 20, 1 << 17)
                .withSpace(0, null);
    }
}
